package dev.assent.model;

/** Identifies one branch of a global transaction: a positive number that the coordinator gives once only. */
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
