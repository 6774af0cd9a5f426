package dev.assent.saga.run;

import dev.assent.saga.definition.ScriptTask;
import dev.assent.saga.definition.ServiceTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an engine does once the transition is stored, in the order of the list. */
public sealed interface Effect {
    /**
     * Call a service.
     *
     * @param step answers name it
     * @param key the idempotency key: the step's id, or the id of the step that a compensation undoes
     * @param resource of the branch to register before the call; null if it gets none
     */
    record Call(
            String step,
            String key,
            int attempt,
            ServiceTask task,
            List<@Nullable Object> input,
            boolean compensation,
            @Nullable String resource)
            implements Effect {}

    /** Call a service without waiting for it. */
    record CallAside(String step, ServiceTask task, List<@Nullable Object> input) implements Effect {}

    /** Ask a service whether an attempt was carried out. */
    record Ask(String step, String key, ServiceTask task, String method, List<@Nullable Object> input)
            implements Effect {}

    /** Run a script. */
    record RunScript(String step, int attempt, ScriptTask task, Map<String, @Nullable Object> variables)
            implements Effect {}

    /**
     * Run the instance of a sub machine, and report its end.
     *
     * @param effects of its first transition, if it starts
     */
    record RunChild(
            String step,
            String child,
            ChildMode mode,
            Map<String, Object> params,
            List<Effect> effects,
            @Nullable String resource)
            implements Effect {}

    /** How a sub machine is to run. */
    enum ChildMode {
        START,
        FORWARD,
        COMPENSATE
    }

    /** Send {@link Event.Due} at that time. */
    record Wake(Instant at) implements Effect {}

    /** Report the end of a step's branch to the coordinator. */
    record ReportBranch(long branch, String resource, BranchReport report) implements Effect {}

    /** What a step's branch has come to. */
    enum BranchReport {
        PHASE_TWO_COMMITTED,
        PHASE_TWO_ROLLED_BACK,
        PHASE_TWO_ROLLBACK_FAILED_RETRYABLE,
        PHASE_ONE_FAILED
    }

    /** Report the end of the instance to the coordinator. */
    record ReportGlobal(GlobalReport report) implements Effect {}

    /** What an instance has come to. */
    enum GlobalReport {
        COMMITTED,
        ROLLED_BACK,
        ROLLBACK_RETRYING,
        FINISHED,
        COMMIT_RETRYING
    }
}
