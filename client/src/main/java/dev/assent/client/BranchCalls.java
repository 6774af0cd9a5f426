package dev.assent.client;

import dev.assent.model.AssentException;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.RegisterRMResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resource manager's first phase. */
final class BranchCalls implements Branches {
    private final CoordinatorAddress address;
    private final RegistrationMessages messages;
    private final RequestSender caller;
    private final RegisterErrors refusals;

    BranchCalls(CoordinatorAddress address, RegistrationMessages messages, RequestSender caller) {
        this.address = address;
        this.messages = messages;
        this.caller = caller;
        this.refusals = new RegisterErrors(address, caller);
    }

    @Override
    public BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData)
            throws LockConflict {
        return register(xid, type, resourceId, mark, lockKey, applicationData, Duration.ZERO);
    }

    @Override
    public BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData,
            Duration wait)
            throws LockConflict {
        String task = "register a branch of transaction " + xid;
        long asked = caller.time().nanos();
        try {
            Answer<BranchRegisterResponse> answer = caller.ask(
                    new BranchRegisterRequest(xid.value(), type, resourceId, lockKey, applicationData),
                    BranchRegisterResponse.class,
                    false,
                    head(mark, wait));
            if (!answer.message().result().success()) {
                refusals.throwIfConflict(answer, lockKey, since(asked, wait));
                throw refusals.of(xid, task, answer);
            }
            return new BranchId(answer.message().branchId());
        } catch (NoResponse e) {
            throw unanswered(task, e);
        } catch (IllegalArgumentException e) {
            throw ClientErrors.mayHaveBeenDone(address, task, "the branch id is not valid: " + e.getMessage());
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
    public Awaited awaitRows(
            Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey, Duration wait) {
        String task = "let transaction " + xid + " wait for rows of " + resourceId;
        long asked = caller.time().nanos();
        try {
            Answer<GlobalLockQueryResponse> answer = caller.ask(
                    new GlobalLockQueryRequest(xid.value(), type, resourceId, lockKey, null),
                    GlobalLockQueryResponse.class,
                    true,
                    head(mark, wait));
            if (!answer.message().result().success()) {
                throw refusals.of(xid, task, answer);
            }
            return new Awaited(answer.message().lockable(), since(asked, wait));
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, task, e.why());
        }
    }

    /** How much of the time it may wait has gone by. */
    private Duration since(long asked, Duration wait) {
        Duration gone = Duration.ofNanos(caller.time().nanos() - asked);
        return gone.compareTo(wait) > 0 ? wait : gone;
    }

    @Override
    public boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
        String task = "say whether rows of " + resourceId + " are free";
        try {
            Answer<GlobalLockQueryResponse> answer = caller.ask(
                    new GlobalLockQueryRequest(xid == null ? null : xid.value(), type, resourceId, lockKey, null),
                    GlobalLockQueryResponse.class,
                    true,
                    head(mark, Duration.ZERO));
            if (!answer.message().result().success()) {
                throw refusals.of(xid, task, answer);
            }
            return answer.message().lockable();
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, task, e.why());
        }
    }

    @Override
    public void pause(Duration length) {
        caller.time().pause(length);
    }

    @Override
    public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
        String task = mark == null
                ? "let the database of resource " + resourceId + " have a new mark"
                : "take resource " + resourceId + " for the database marked " + mark;
        try {
            Answer<RegisterRMResponse> answer =
                    caller.ask(messages.resource(resourceId), RegisterRMResponse.class, true, Extensions.mark(mark));
            if (!answer.message().identified()) {
                String why = answer.head().get(Extensions.REASON);
                throw ClientErrors.refused(address, task, why == null ? "it gave no reason" : why);
            }
            return Extensions.mark(answer.head()).orElse(null);
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, task, e.why());
        }
    }

    private static Map<String, @Nullable String> head(@Nullable DatabaseMark mark, Duration wait) {
        Map<String, @Nullable String> marked = mark == null ? Map.of() : Extensions.mark(mark);
        if (wait.isZero()) {
            return marked;
        }
        Map<String, @Nullable String> both = new LinkedHashMap<>(marked);
        both.putAll(Extensions.lockWait(wait));
        return both;
    }

    private AssentException unanswered(String task, NoResponse e) {
        return e.sent()
                ? ClientErrors.mayHaveBeenDone(address, task, e.why())
                : ClientErrors.nothingDone(address, task, e.why());
    }
}
