package dev.assent.saga;

import static dev.assent.model.BranchStatus.PHASE_ONE_FAILED;
import static dev.assent.model.BranchStatus.PHASE_TWO_COMMITTED;
import static dev.assent.model.BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE;
import static dev.assent.model.BranchStatus.PHASE_TWO_ROLLBACKED;
import static dev.assent.model.BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;

import dev.assent.client.BranchEnd;
import dev.assent.client.BranchResource;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.saga.definition.RecoverStrategy;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Run;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator calls when a saga has to go on: forward for a commit, compensation for a rollback. Register it with
 * the client; the coordinator calls again until the instance is at its end.
 */
public final class SagaResource implements BranchResource {
    private static final Set<String> TIMED_OUT = Set.of("TimeoutRollbacking", "TimeoutRollbackRetrying");

    private final SagaEngine engine;
    private final String resourceId;

    /**
     * @param applicationId of the client
     * @param group its transaction service group
     */
    public SagaResource(SagaEngine engine, String applicationId, String group) {
        this.engine = engine;
        this.resourceId = applicationId + "#" + group;
    }

    @Override
    public String resourceId() {
        return resourceId;
    }

    @Override
    public BranchType type() {
        return BranchType.SAGA;
    }

    @Override
    public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
        return finishSaga(xid, Outcome.COMMIT, applicationData).status();
    }

    @Override
    public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
        return finishSaga(xid, Outcome.ROLLBACK, applicationData).status();
    }

    @Override
    public BranchEnd finishSaga(Xid xid, Outcome outcome, @Nullable String applicationData) {
        Optional<Run> known = engine.instance(xid.value());
        if (known.isEmpty()) {
            return BranchEnd.of(outcome == Outcome.COMMIT ? PHASE_TWO_COMMITTED : PHASE_TWO_ROLLBACKED);
        }
        BranchStatus again =
                outcome == Outcome.COMMIT ? PHASE_TWO_COMMIT_FAILED_RETRYABLE : PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
        Instance instance = known.get().instance();
        if (instance.parked() != null) {
            return BranchEnd.of(again, instance.parked());
        }
        try {
            return outcome == Outcome.COMMIT ? forward(instance) : rollBack(instance, applicationData);
        } catch (SagaException e) {
            Instance now = engine.instance(xid.value()).map(Run::instance).orElse(instance);
            return outcome == Outcome.COMMIT ? afterForward(now) : BranchEnd.of(again, String.valueOf(e.getMessage()));
        }
    }

    private BranchEnd forward(Instance instance) {
        return afterForward(engine.forward(instance.id(), Map.of()).instance());
    }

    private static BranchEnd afterForward(Instance instance) {
        InstanceStatus compensation = instance.compensationStatus();
        if (instance.running()) {
            return BranchEnd.of(PHASE_TWO_COMMIT_FAILED_RETRYABLE, why(instance));
        }
        if (compensation == InstanceStatus.SUCCEEDED) {
            return BranchEnd.of(PHASE_TWO_ROLLBACKED);
        }
        if (compensation != null) {
            return BranchEnd.of(PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, why(instance));
        }
        if (instance.status() == InstanceStatus.SUCCEEDED) {
            return BranchEnd.of(PHASE_TWO_COMMITTED);
        }
        return instance.status() == InstanceStatus.FAILED
                ? BranchEnd.of(PHASE_ONE_FAILED)
                : BranchEnd.of(PHASE_TWO_COMMIT_FAILED_RETRYABLE, why(instance));
    }

    /**
     * After a time-out, an instance that succeeded goes forward, as does one whose machine says so: the coordinator then calls
     * it to commit. Otherwise a lost report would undo a saga that is done.
     */
    private BranchEnd rollBack(Instance instance, @Nullable String applicationData) {
        boolean timedOut = applicationData != null && TIMED_OUT.contains(applicationData);
        boolean done = !instance.running()
                && instance.status() == InstanceStatus.SUCCEEDED
                && instance.compensationStatus() == null;
        if (timedOut && (done || engine.machineOf(instance).recoverStrategy() == RecoverStrategy.FORWARD)) {
            return BranchEnd.of(PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        }
        Instance after = engine.compensate(instance.id(), Map.of()).instance();
        return after.compensationStatus() == InstanceStatus.SUCCEEDED
                ? BranchEnd.of(PHASE_TWO_ROLLBACKED)
                : BranchEnd.of(PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, why(after));
    }

    private static String why(Instance instance) {
        if (instance.parked() != null) {
            return instance.parked();
        }
        return instance.failure() == null
                ? "instance " + instance.id() + " is not at its end"
                : instance.failure().text();
    }
}
