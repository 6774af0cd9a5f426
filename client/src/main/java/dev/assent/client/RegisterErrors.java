package dev.assent.client;

import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.protocol.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a branch was not registered, sorted by what its caller may do next. */
final class RegisterErrors {
    private final CoordinatorAddress address;
    private final RequestSender caller;

    RegisterErrors(CoordinatorAddress address, RequestSender caller) {
        this.address = address;
        this.caller = caller;
    }

    /** @param waited how long it has waited for the rows */
    void throwIfConflict(Answer<? extends Response> answer, @Nullable String rows, Duration waited)
            throws LockConflict {
        ExceptionCode code = code(answer);
        if (code == ExceptionCode.LOCK_KEY_CONFLICT || code == ExceptionCode.LOCK_KEY_CONFLICT_FAIL_FAST) {
            throw new LockConflict(sentence(answer), code == ExceptionCode.LOCK_KEY_CONFLICT_FAIL_FAST, rows, waited);
        }
    }

    /** @param task what was asked, as an infinitive */
    AssentException of(@Nullable Xid xid, String task, Answer<? extends Response> answer) {
        return switch (code(answer)) {
            case FAILED_STORE,
                    FAILED_WRITE_SESSION,
                    FAILED_TO_ADD_BRANCH,
                    FAILED_LOCK_GLOBAL_TRANSACTION,
                    NOT_RAFT_LEADER,
                    IO -> ClientErrors.notNow(address, task, sentence(answer));
            case GLOBAL_TRANSACTION_NOT_EXIST,
                    GLOBAL_TRANSACTION_NOT_ACTIVE,
                    GLOBAL_TRANSACTION_STATUS_INVALID,
                    TRANSACTION_TIMEOUT ->
                xid == null ? ClientErrors.refused(address, task, sentence(answer)) : tooLate(xid, task, answer);
            default -> ClientErrors.refused(address, task, sentence(answer));
        };
    }

    /** A caller may start over only if the transaction is known to roll back, so the exception code alone is not enough. */
    private AssentException tooLate(Xid xid, String task, Answer<? extends Response> answer) {
        Optional<OutcomeDetail> detail = OutcomeDetail.in(answer.head());
        if (detail.isPresent() && detail.get().code().isRollback()) {
            return ClientErrors.branchTooLate(xid, OutcomeWords.of(detail.get()), sentence(answer));
        }
        boolean unsaid = detail.isEmpty() && code(answer) != ExceptionCode.GLOBAL_TRANSACTION_NOT_EXIST;
        return unsaid && (code(answer) == ExceptionCode.TRANSACTION_TIMEOUT || isRollingBack(xid))
                ? ClientErrors.branchTooLate(xid, OutcomeWords.of(OutcomeCode.ROLLING_BACK), sentence(answer))
                : ClientErrors.refused(address, task, sentence(answer));
    }

    private boolean isRollingBack(Xid xid) {
        try {
            return EndStatus.of(caller.ask(new GlobalStatusRequest(xid.value(), null), GlobalStatusResponse.class, true)
                            .message()
                            .globalStatus())
                    .isRollback();
        } catch (NoResponse e) {
            return false; // not known to roll back: the stricter answer holds
        }
    }

    private static ExceptionCode code(Answer<? extends Response> answer) {
        return answer.peer().exception(answer.message().exceptionCode()).orElse(ExceptionCode.UNKNOWN);
    }

    private static String sentence(Answer<? extends Response> answer) {
        String said = answer.message().result().msg();
        return said == null ? code(answer).name() : said;
    }
}
