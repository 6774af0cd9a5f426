package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Result;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Line;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Phase two: carries out every delivered outcome, as often as it is delivered. */
final class ResourceManager {
    private static final long LATE = 40 * World.SECOND;

    private final ClientProcess process;
    private final Participant participant;
    private final Set<BranchKey> delivered = new LinkedHashSet<>();
    private final Set<BranchKey> called = new LinkedHashSet<>();
    private boolean swallowsFirstCalls;

    ResourceManager(ClientProcess process) {
        this.process = process;
        this.participant = new Participant(process);
    }

    /** The process starts: what the one before knew of calls is gone. */
    void starts() {
        called.clear();
        swallowsFirstCalls =
                process.faults().inject(Fault.FIRST_CALLS_SWALLOWED).isPresent();
    }

    void ordered(Line line, Frame frame, BranchEndRequest order) {
        if (called.add(key(order)) && swallowsFirstCalls) {
            process.world().reached(Marker.FIRST_CALL_SWALLOWED);
            return;
        }
        process.step(() -> {
            boolean fails = process.faults().inject(Fault.PHASE_TWO_FAILS).isPresent();
            if (fails && process.chance().oneIn(2)) {
                fail(line, frame, order);
                return;
            }
            DatabaseMark mark = Extensions.mark(frame.head()).orElse(null);
            BranchStatus status = carryOut(order, mark);
            process.world().say(process + " carries out " + outcome(order) + " of " + key(order) + ": " + status);
            if (!fails) {
                process.step(timeToAnswer(), () -> answer(line, frame, order, status));
            }
        });
    }

    private long timeToAnswer() {
        if (process.faults().inject(Fault.ANSWERS_LATE).isPresent()) {
            process.world().reached(Marker.ANSWERED_LATE);
            return LATE;
        }
        return process.workTime();
    }

    /** Says so, says nothing, or throws. */
    private void fail(Line line, Frame frame, BranchEndRequest order) {
        if (process.chance().oneIn(2)) {
            answer(line, frame, order, Participant.later(outcome(order)));
        } else if (!process.isAssent() && process.chance().oneIn(2)) {
            process.link().replyBroken(line, frame.requestId());
        }
    }

    /** If the database ends the connection meanwhile, the process does not know whether it is done. */
    private BranchStatus carryOut(BranchEndRequest order, @Nullable DatabaseMark mark) {
        World world = process.world();
        String step = order.branchType() + " " + outcome(order) + " at a participant";
        Database database = process.database(Objects.requireNonNull(order.resourceId()));
        requireHome(database, key(order), mark);
        world.passes(step, Moment.BEFORE);
        long connection = database.connection();
        BranchStatus status = database.isUp() ? execute(database, order, mark) : Participant.later(outcome(order));
        world.passes(step, Moment.DURING);
        if (database.connection() != connection) {
            return Participant.later(outcome(order));
        }
        world.passes(step, Moment.AFTER);
        return status;
    }

    /** A branch is ended in the database that it was registered in, and in no other of the same name or the same mark. */
    private void requireHome(Database database, BranchKey branch, @Nullable DatabaseMark mark) {
        String home = process.place().ledger().home(branch);
        boolean isHome = database.name().equals(home);
        if (!isHome && mark != null && process.place().names().kind() == DatabaseNames.Kind.COPY) {
            process.link().orderedUnder(mark);
        }
        if ((home != null && !isHome) || (mark != null && !database.marks().wasEver(mark))) {
            throw new Violation(
                    Promise.RIGHT_ADDRESS,
                    "Expected branch " + branch + " to be delivered to its database "
                            + (home == null ? "with the mark " + mark : home) + ", but " + process + " got it for "
                            + database.name());
        }
    }

    private BranchStatus execute(Database database, BranchEndRequest order, @Nullable DatabaseMark mark) {
        BranchKey branch = key(order);
        Ledger ledger = process.place().ledger();
        ledger.ordered(branch, outcome(order), process.host());
        if (order.branchType() == BranchType.TCC) {
            ledger.contextHandedBack(branch, order.applicationData());
            if (String.valueOf(order.applicationData()).contains("\"2\"")) {
                process.world().reached(Marker.CONTEXT_CHANGED);
            }
        }
        if (!delivered.add(branch)) {
            process.world().reached(Marker.BRANCH_DELIVERED_TWICE);
        }
        if (mark != null && !String.valueOf(order.resourceId()).equals(database.name())) {
            process.world().reached(Marker.DELIVERED_UNDER_ANOTHER_NAME);
        }
        if (!process.host().equals(ledger.registrar(branch))) {
            process.world().reached(Marker.DELIVERED_BY_ANOTHER_INSTANCE);
        }
        BranchStatus status = participant.carryOut(database, order.branchType(), branch, outcome(order), mark);
        if (status == BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE
                || status == BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE) {
            ledger.failedForGood(branch);
        } else if (status == BranchStatus.PHASE_TWO_COMMIT_FAILED_XAER_NOTA_RETRYABLE
                || status == BranchStatus.PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE) {
            ledger.mayPark(branch);
        }
        return status;
    }

    private void answer(Line line, Frame frame, BranchEndRequest order, BranchStatus status) {
        BranchEndResponse response = outcome(order) == Outcome.COMMIT
                ? new BranchCommitResponse(Result.SUCCESS, 0, order.xid(), order.branchId(), status)
                : new BranchRollbackResponse(Result.SUCCESS, 0, order.xid(), order.branchId(), status);
        process.link().reply(line, Frame.response(frame, response));
    }

    private static Outcome outcome(BranchEndRequest order) {
        return order instanceof BranchCommitRequest ? Outcome.COMMIT : Outcome.ROLLBACK;
    }

    private static BranchKey key(BranchEndRequest order) {
        return new BranchKey(Objects.requireNonNull(order.xid()), order.branchId());
    }
}
