package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One participant's part of a global transaction, with the rows it has changed.
 *
 * @param status of phase one, as reported; {@link BranchStatus#REGISTERED} until then
 * @param applicationData the participant's own, handed back byte for byte in phase two
 * @param request the one that registered it, so that the same request registers once; null if the client numbers none
 */
public record Branch(
        BranchId id,
        BranchType type,
        String resourceId,
        List<LockKey> rows,
        Origin origin,
        BranchStatus status,
        @Nullable String applicationData,
        @Nullable RequestId request) {
    public Branch {
        rows = List.copyOf(rows);
    }

    Branch reported(BranchStatus said, @Nullable String data) {
        return new Branch(id, type, resourceId, rows, origin, said, data, request);
    }
}
