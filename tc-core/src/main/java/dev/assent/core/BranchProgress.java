package dev.assent.core;

import org.jspecify.annotations.Nullable;

/**
 * How far phase two has come with one branch, as a snapshot keeps it.
 *
 * @param finished it has ended, or has no phase two
 * @param recorded a delivery of it is on record, and no answer since
 * @param parked null if it is not parked
 */
public record BranchProgress(
        boolean finished, boolean recorded, @Nullable Parked parked) {
    public static final BranchProgress NONE = new BranchProgress(false, false, null);
}
