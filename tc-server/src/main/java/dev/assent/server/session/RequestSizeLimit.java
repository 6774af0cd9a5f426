package dev.assent.server.session;

import dev.assent.core.Refusal;
import dev.assent.core.Reply.Refused;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.server.errors.ServerErrors;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a request would put into one record, known before any of it is unpacked: a lock key of a few bytes per row
 * becomes a row with its table's name. Half of what a record of the journal may hold, so that neither the record nor the
 * order in phase two that hands the data back can be too long, and one request cannot stop the process.
 */
public final class RequestSizeLimit {
    private static final long MOST = 4 << 20;
    /** seata-go ends a connection on which a frame of more than 100 KiB comes; the rest of an order takes up to 128. */
    private static final long MOST_TO_GO = (100 << 10) - 128;

    private static final int LENGTHS_OF_A_ROW = 2 * Integer.BYTES;

    private RequestSizeLimit() {}

    public static Optional<Refused> refusal(BranchRegisterRequest request, Session from) {
        long order = bytes(request.resourceId()) + bytes(request.applicationData());
        return refusal(ofRows(request.lockKey()) + bytes(request.applicationData()), order, from);
    }

    public static Optional<Refused> refusal(BranchReportRequest request, Session from) {
        long data = bytes(request.applicationData());
        return refusal(data, data, from);
    }

    /** @param order how much of it comes back when the branch is told its outcome */
    private static Optional<Refused> refusal(long weight, long order, Session from) {
        if (weight > MOST) {
            return Optional.of(new Refused(Refusal.MALFORMED, ServerErrors.tooHeavy(MOST, weight)));
        }
        return from.isGo() && order > MOST_TO_GO
                ? Optional.of(new Refused(Refusal.MALFORMED, ServerErrors.tooHeavyForGo(MOST_TO_GO, order)))
                : Optional.empty();
    }

    private static long ofRows(@Nullable String lockKey) {
        if (lockKey == null) {
            return 0;
        }
        long weight = bytes(lockKey);
        int start = 0;
        while (start < lockKey.length()) {
            int end = lockKey.indexOf(';', start);
            String group = lockKey.substring(start, end < 0 ? lockKey.length() : end);
            long rows = 1 + group.chars().filter(c -> c == ',').count();
            weight += rows * (LENGTHS_OF_A_ROW + bytes(group.substring(0, Math.max(0, group.indexOf(':')))));
            start += group.length() + 1;
        }
        return weight;
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : ByteBufUtil.utf8Bytes(text);
    }
}
