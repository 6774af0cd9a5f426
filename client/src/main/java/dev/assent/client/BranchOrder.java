package dev.assent.client;

import dev.assent.model.BranchId;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's order to finish one branch.
 *
 * @param applicationData what the branch was registered with; null if nothing
 * @param mark the database that the branch was registered by; null if the coordinator knows of none, as Seata's never do
 */
public record BranchOrder(
        Xid xid,
        BranchId branch,
        Outcome outcome,
        @Nullable String applicationData,
        @Nullable DatabaseMark mark) {}
