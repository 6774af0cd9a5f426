package dev.assent.client;

import dev.assent.model.AssentException;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import org.jspecify.annotations.Nullable;

/** The resource manager's first phase. */
final class BranchCalls implements Branches {
    private final CoordinatorAddress address;
    private final RequestSender caller;
    private final RegisterErrors refusals;

    BranchCalls(CoordinatorAddress address, RequestSender caller) {
        this.address = address;
        this.caller = caller;
        this.refusals = new RegisterErrors(address, caller);
    }

    @Override
    public BranchId register(
            Xid xid, BranchType type, String resourceId, @Nullable String lockKey, @Nullable String applicationData)
            throws LockConflict {
        String task = "register a branch of transaction " + xid;
        try {
            Answer<BranchRegisterResponse> answer = caller.ask(
                    new BranchRegisterRequest(xid.value(), type, resourceId, lockKey, applicationData),
                    BranchRegisterResponse.class,
                    false);
            if (!answer.message().result().success()) {
                refusals.throwIfConflict(answer);
                throw refusals.of(xid, task, answer);
            }
            return new BranchId(answer.message().branchId());
        } catch (NoResponse e) {
            throw unanswered(task, e);
        } catch (IllegalArgumentException e) {
            throw ClientErrors.mayHaveBeenDone(address, task, "the branch id is none: " + e.getMessage());
        }
    }

    @Override
    public void report(
            Xid xid,
            BranchId branch,
            BranchType type,
            String resourceId,
            BranchStatus status,
            @Nullable String applicationData) {
        String task = "take the report on branch " + branch + " of transaction " + xid;
        try {
            Answer<BranchReportResponse> answer = caller.ask(
                    new BranchReportRequest(xid.value(), branch.value(), status, resourceId, applicationData, type),
                    BranchReportResponse.class,
                    true);
            if (!answer.message().result().success()) {
                throw refusals.of(xid, task, answer);
            }
        } catch (NoResponse e) {
            throw unanswered(task, e);
        }
    }

    @Override
    public boolean lockable(@Nullable Xid xid, BranchType type, String resourceId, String lockKey) {
        String task = "say whether rows of " + resourceId + " are free";
        try {
            Answer<GlobalLockQueryResponse> answer = caller.ask(
                    new GlobalLockQueryRequest(xid == null ? null : xid.value(), type, resourceId, lockKey, null),
                    GlobalLockQueryResponse.class,
                    true);
            if (!answer.message().result().success()) {
                throw refusals.of(xid, task, answer);
            }
            return answer.message().lockable();
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, task, e.why());
        }
    }

    private AssentException unanswered(String task, NoResponse e) {
        return e.sent()
                ? ClientErrors.mayHaveBeenDone(address, task, e.why())
                : ClientErrors.nothingDone(address, task, e.why());
    }
}
