package dev.assent.server.request;

import dev.assent.core.Refusal;
import dev.assent.core.Reply.Refused;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.server.errors.RequestErrors;
import dev.assent.server.session.Session;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a request would put into one record, known before any of it is unpacked: a lock key of a few bytes per row
 * becomes a row with its table's name. Half of what a record of the journal may hold, so that neither the record nor the
 * order in phase two that hands the data back can be too long, and one request cannot stop the process.
 */
final class RequestSizeLimit {
    /** Bytes of rows and application data; a row counts with its table's name. */
    static final int MOST = 4 << 20;

    /** seata-go ends a connection on which a frame of more than 100 KiB comes; the rest of an order takes up to 128. */
    private static final long MOST_TO_GO = (100 << 10) - 128;

    private static final int LENGTHS_OF_A_ROW = 2 * Integer.BYTES;

    private RequestSizeLimit() {}

    static Optional<Refused> refusal(BranchRegisterRequest request, Session from) {
        long order = bytes(request.resourceId()) + bytes(request.applicationData());
        return refusal(ofRows(request.lockKey()) + bytes(request.applicationData()), order, from);
    }

    static Optional<Refused> refusal(BranchReportRequest request, Session from) {
        long data = bytes(request.applicationData());
        return refusal(data, data, from);
    }

    /** The rows that a lock query asks for, as if they were to be locked. */
    static Optional<Refused> refusal(GlobalLockQueryRequest request, Session from) {
        return refusal(ofRows(request.lockKey()), 0, from);
    }

    /** @param order how much of it comes back when the outcome is delivered to the branch */
    private static Optional<Refused> refusal(long weight, long order, Session from) {
        if (weight > MOST) {
            return Optional.of(new Refused(Refusal.MALFORMED, RequestErrors.tooHeavy(MOST, weight)));
        }
        return from.isGo() && order > MOST_TO_GO
                ? Optional.of(new Refused(Refusal.MALFORMED, RequestErrors.tooHeavyForGo(MOST_TO_GO, order)))
                : Optional.empty();
    }

    /** Looks at each character once: what is refused must not have cost much. */
    private static long ofRows(@Nullable String lockKey) {
        if (lockKey == null) {
            return 0;
        }
        long weight = bytes(lockKey);
        long rows = 1;
        int start = 0;
        int table = 0;
        for (int i = 0; i <= lockKey.length(); i++) {
            char c = i == lockKey.length() ? ';' : lockKey.charAt(i);
            if (c == ':' && table == 0) {
                table = ByteBufUtil.utf8Bytes(lockKey, start, i);
            } else if (c == ',') {
                rows++;
            } else if (c == ';' && i > start) {
                weight += rows * (LENGTHS_OF_A_ROW + table);
                rows = 1;
                table = 0;
                start = i + 1;
            } else if (c == ';') {
                weight += LENGTHS_OF_A_ROW;
                start = i + 1;
            }
        }
        return weight;
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : ByteBufUtil.utf8Bytes(text);
    }
}
