package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.Response;
import dev.assent.protocol.Version;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.database.LocalTransaction;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.InjectedFault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Phase one of a branch, in the process that does the work: what all branch types have in common. */
abstract class BranchRun {
    private static final String NO_SPACE = "ASN-1103";
    private static final String DEADLOCK = "ASN-2102";

    final ClientProcess process;
    final World world;
    final Chance chance;
    final FaultPoint faults;
    final Database database;
    final BranchPlan plan;
    final String xid;
    final Ledger ledger;
    private final Consumer<BranchEnd> caller;
    private long branch;

    @Nullable
    DatabaseMark mark;

    /** @param caller hears how it went, if this process lives that long */
    BranchRun(ClientProcess process, BranchCall call, Consumer<BranchEnd> caller) {
        this.process = process;
        this.world = process.world();
        this.chance = process.world().chance(call.name());
        this.faults = process.place().profile().at(call.name());
        this.ledger = process.place().ledger();
        this.database = process.database(call.plan().database());
        this.xid = call.xid();
        this.plan = call.plan();
        this.caller = caller;
    }

    static BranchRun of(ClientProcess process, BranchCall call, Consumer<BranchEnd> caller) {
        return switch (call.plan().type()) {
            case AT -> new AtRun(process, call, caller);
            case XA -> new XaRun(process, call, caller);
            case TCC -> new TccRun(process, call, caller);
            case SAGA, SAGA_ANNOTATION ->
                throw new IllegalArgumentException("Expected AT, XA or TCC, but got " + call.plan());
        };
    }

    void start() {
        process.scriptBegins();
        work();
    }

    abstract void work();

    abstract void registered();

    /** @param code null if there was no answer */
    abstract void refused(@Nullable ExceptionCode code);

    void register(BranchType type, @Nullable String lockKey, @Nullable String applicationData) {
        register(type, lockKey, applicationData, Map.of());
    }

    /** @param head goes with the request */
    void register(
            BranchType type,
            @Nullable String lockKey,
            @Nullable String applicationData,
            Map<String, @Nullable String> head) {
        Set<String> locked = lockKey == null ? Set.of() : plan.moves().keySet();
        ledger.asksToRegister(xid, database.name(), locked);
        BranchRegisterRequest request = new BranchRegisterRequest(xid, type, resource(), lockKey, applicationData);
        process.link().ask(request, marked(head), answer -> {
            if (answer.message() instanceof BranchRegisterResponse response) {
                heard(response, answer, locked, applicationData);
            } else {
                refused(null);
            }
        });
    }

    private void heard(
            BranchRegisterResponse response, Answer answer, Set<String> locked, @Nullable String applicationData) {
        if (!response.result().success()) {
            refused(reason(response));
            return;
        }
        branch = response.branchId();
        if (answer.sent() > 1) {
            world.reached(Marker.REGISTERED_AGAIN);
        }
        ledger.registeredAt(key(), process.host());
        ledger.registered(xid, branch, database.name(), locked, answer.request());
        if (plan.type() == BranchType.TCC && applicationData != null) {
            ledger.contextSent(key(), applicationData);
            ledger.contextAccepted(key(), applicationData);
        }
        world.say(process + " has registered " + key() + " on " + database.name() + " " + plan.moves());
        registered();
    }

    private Map<String, @Nullable String> marked(Map<String, @Nullable String> head) {
        Map<String, @Nullable String> whole = new LinkedHashMap<>(head);
        if (mark != null) {
            whole.putAll(Extensions.mark(mark));
        }
        return whole;
    }

    /**
     * Waits for rows without a local transaction.
     *
     * @param heard gets whether they are free; empty if it will never be
     */
    void awaitRows(String lockKey, Duration time, Consumer<Optional<Boolean>> heard) {
        ledger.causes().waitsForRows(xid);
        GlobalLockQueryRequest query = new GlobalLockQueryRequest(xid, BranchType.AT, resource(), lockKey, null);
        process.link().ask(query, marked(Extensions.lockWait(time)), answer -> {
            if (answer.message() instanceof GlobalLockQueryResponse response) {
                if (said(response).startsWith(DEADLOCK)) {
                    world.reached(Marker.DEADLOCK_BROKEN);
                }
                boolean success = response.result().success();
                heard.accept(success ? Optional.of(response.lockable()) : Optional.empty());
            } else {
                heard.accept(Optional.empty());
            }
        });
    }

    private static String said(Response response) {
        return String.valueOf(response.result().msg());
    }

    private ExceptionCode reason(BranchRegisterResponse response) {
        String said = said(response);
        if (said.startsWith(NO_SPACE)) {
            world.reached(Marker.DISK_FULL_REFUSED);
        } else if (said.startsWith(DEADLOCK)) {
            world.reached(Marker.DEADLOCK_BROKEN);
        }
        Version peer = process.kind().parsed();
        ExceptionCode code =
                ExceptionCode.ofWire(response.exceptionCode(), peer).orElse(ExceptionCode.UNKNOWN);
        world.say(process + " may not register for " + xid + ": " + code);
        switch (code) {
            case GLOBAL_TRANSACTION_NOT_ACTIVE -> world.reached(Marker.LATE_BRANCH_REFUSED);
            case GLOBAL_TRANSACTION_NOT_EXIST -> ledger.unknown(xid);
            case LOCK_KEY_CONFLICT -> {
                world.reached(Marker.LOCK_CONFLICT);
                if (!process.name(database).equals(database.name())) {
                    world.reached(Marker.LOCK_CONFLICT_OF_TWO_NAMES);
                }
            }
            case LOCK_KEY_CONFLICT_FAIL_FAST -> world.reached(Marker.LOCK_CONFLICT_WITH_A_ROLLBACK);
            default -> {}
        }
        return code;
    }

    void report(BranchStatus status, Consumer<Boolean> accepted) {
        report(status, null, accepted);
    }

    /** @param context what the participant wants back in phase two */
    void report(BranchStatus status, @Nullable String context, Consumer<Boolean> accepted) {
        process.link()
                .ask(
                        new BranchReportRequest(xid, branch, status, resource(), context, plan.type()),
                        answer -> accepted.accept(answer.message() instanceof BranchReportResponse response
                                && response.result().success()));
    }

    private String resource() {
        return switch (plan.type()) {
            case TCC -> ClientContext.action(database);
            case AT -> process.name(database);
            case XA, SAGA, SAGA_ANNOTATION -> database.name();
        };
    }

    /**
     * Whether the connection to the database is lost in the commit. Then it is done, or never, or when the call that was
     * on its way gets there; the process does not hear which.
     */
    boolean isLost(LocalTransaction local, BooleanSupplier commit) {
        Optional<InjectedFault> lost = faults.inject(Fault.LOCAL_COMMIT_UNKNOWN);
        lost.ifPresent(fault -> lose(fault.chance(), local, commit));
        return lost.isPresent();
    }

    private void lose(Chance how, LocalTransaction local, BooleanSupplier commit) {
        if (how.oneIn(3)) {
            local.rollback();
            return;
        }
        process.handOver(local);
        database.commitSent();
        world.after(how.oneIn(2) ? 0 : how.millis(1, 6000), () -> {
            database.commitArrived();
            boolean lived = !local.hasEnded();
            boolean landed = commit.getAsBoolean();
            if (landed) {
                world.reached(Marker.LOCAL_COMMIT_LANDED_LATE);
            } else if (lived) {
                world.reached(Marker.LATE_LOCAL_COMMIT_REFUSED);
            }
            world.say("the local commit of " + key() + (landed ? " is done after all" : " comes too late"));
        });
    }

    void reportFailure() {
        ledger.causes().reportsFailure(xid);
        report(
                BranchStatus.PHASE_ONE_FAILED,
                accepted -> end(accepted ? BranchEnd.FAILED_AND_REPORTED : BranchEnd.FAILED));
    }

    void end(BranchEnd how) {
        process.scriptEnded();
        caller.accept(how);
    }

    BranchKey key() {
        return new BranchKey(Objects.requireNonNull(xid), branch);
    }
}
