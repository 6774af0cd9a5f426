package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Result;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Line;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.World;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Phase two: carries out every delivered outcome, as often as it is delivered. */
final class ResourceManager {
    private final ClientProcess process;
    private final Participant participant;
    private final Set<BranchKey> delivered = new LinkedHashSet<>();

    ResourceManager(ClientProcess process) {
        this.process = process;
        this.participant = new Participant(process);
    }

    void ordered(Line line, Frame frame, BranchEndRequest order) {
        process.step(() -> {
            boolean fails = process.faults().inject(Fault.PHASE_TWO_FAILS).isPresent();
            if (fails && process.chance().oneIn(2)) {
                fail(line, frame, order);
                return;
            }
            BranchStatus status = carryOut(order);
            process.world().say(process + " carries out " + outcome(order) + " of " + key(order) + ": " + status);
            if (!fails) {
                process.step(process.workTime(), () -> answer(line, frame, order, status));
            }
        });
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
    private BranchStatus carryOut(BranchEndRequest order) {
        World world = process.world();
        String step = order.branchType() + " " + outcome(order) + " at a participant";
        Database database = process.place().database(Objects.requireNonNull(order.resourceId()));
        world.passes(step, Moment.BEFORE);
        long connection = database.connection();
        BranchStatus status = database.isUp() ? execute(order) : Participant.later(outcome(order));
        world.passes(step, Moment.DURING);
        if (database.connection() != connection) {
            return Participant.later(outcome(order));
        }
        world.passes(step, Moment.AFTER);
        return status;
    }

    private BranchStatus execute(BranchEndRequest order) {
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
        Database database = process.place().database(Objects.requireNonNull(order.resourceId()));
        if (!process.host().equals(ledger.registrar(branch))) {
            process.world().reached(Marker.DELIVERED_BY_ANOTHER_INSTANCE);
        }
        BranchStatus status = participant.carryOut(database, order.branchType(), branch, outcome(order));
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
