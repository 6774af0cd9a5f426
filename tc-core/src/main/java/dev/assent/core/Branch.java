package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One participant's part of a global transaction, with the rows it has changed.
 *
 * @param mark of the database that the branch is in, which alone it is delivered to; null if it is known by its name alone
 * @param rows locked in the space of that database, or of what its name stands for
 * @param status of phase one, as reported; {@link BranchStatus#REGISTERED} until then
 * @param applicationData the participant's own, handed back byte for byte in phase two
 * @param request the one that registered it, so that the same request registers once; null if the client numbers none
 */
public record Branch(
        BranchId id,
        BranchType type,
        String resourceId,
        @Nullable DatabaseMark mark,
        List<LockKey> rows,
        Origin origin,
        BranchStatus status,
        @Nullable String applicationData,
        @Nullable RequestId request) {
    public Branch {
        rows = List.copyOf(rows);
    }

    /** For a resource that is known by its name alone. */
    public Branch(
            BranchId id,
            BranchType type,
            String resourceId,
            List<LockKey> rows,
            Origin origin,
            BranchStatus status,
            @Nullable String applicationData,
            @Nullable RequestId request) {
        this(id, type, resourceId, null, rows, origin, status, applicationData, request);
    }

    Branch reported(BranchStatus said, @Nullable String data) {
        return new Branch(id, type, resourceId, mark, rows, origin, said, data, request);
    }

    /** The same branch as one of that database, with its locks in the space of the database. */
    public Branch in(DatabaseMark database) {
        List<LockKey> there = rows.stream().map(row -> row.in(database.value())).toList();
        return new Branch(id, type, resourceId, database, there, origin, status, applicationData, request);
    }

    /** The same branch with its locks in another space of locks. */
    Branch inSpace(String space) {
        boolean there = rows.stream().allMatch(row -> row.resource().equals(space));
        return there
                ? this
                : new Branch(
                        id,
                        type,
                        resourceId,
                        mark,
                        rows.stream().map(row -> row.in(space)).toList(),
                        origin,
                        status,
                        applicationData,
                        request);
    }

    /** A mark is shown where there is one. */
    @Override
    public String toString() {
        return "Branch[id=" + id + ", type=" + type + ", resourceId=" + resourceId
                + (mark == null ? "" : ", mark=" + mark)
                + ", rows=" + rows + ", origin=" + origin + ", status=" + status
                + ", applicationData=" + applicationData + ", request=" + request + ']';
    }
}
