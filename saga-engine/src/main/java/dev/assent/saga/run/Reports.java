package dev.assent.saga.run;

import dev.assent.saga.run.Effect.BranchReport;
import dev.assent.saga.run.Effect.GlobalReport;
import org.jspecify.annotations.Nullable;

/** What the coordinator gets to hear of an end. */
final class Reports {
    private Reports() {}

    static GlobalReport global(@Nullable InstanceStatus status, @Nullable InstanceStatus compensation) {
        if (compensation == InstanceStatus.SUCCEEDED) {
            return GlobalReport.ROLLED_BACK;
        }
        if (compensation != null) {
            return GlobalReport.ROLLBACK_RETRYING;
        }
        if (status == InstanceStatus.SUCCEEDED) {
            return GlobalReport.COMMITTED;
        }
        return status == InstanceStatus.FAILED ? GlobalReport.FINISHED : GlobalReport.COMMIT_RETRYING;
    }

    static BranchReport branch(Step step) {
        boolean success = step.status() == InstanceStatus.SUCCEEDED;
        if (step.isCompensation()) {
            return success ? BranchReport.PHASE_TWO_ROLLED_BACK : BranchReport.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
        }
        return success ? BranchReport.PHASE_TWO_COMMITTED : BranchReport.PHASE_ONE_FAILED;
    }
}
