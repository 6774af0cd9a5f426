package dev.assent.model;

/** Names one branch of a global transaction; positive, unique across the cluster. */
public record BranchId(long value) {
    public BranchId {
        if (value <= 0) {
            throw new IllegalArgumentException("Expected a branch id above 0, but got " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
