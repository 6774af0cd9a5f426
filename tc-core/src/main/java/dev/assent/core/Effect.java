package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;

/** Something to do in the world. Any effect may be run twice, so every effect is idempotent. */
public sealed interface Effect {
    /** Tell the branch's resource manager the outcome, again and again until it answers. */
    record Deliver(Xid xid, Branch branch, Outcome outcome) implements Effect {}

    /** Send {@link Command.Expire} at that time. */
    record WakeAt(Xid xid, Instant deadline) implements Effect {}

    /** Nobody has to wait for this transaction any longer. */
    record Settled(Xid xid, Standing standing) implements Effect {}

    /** A branch can neither be committed nor undone without a person. */
    record Stuck(Xid xid, BranchId branch, Outcome outcome, String reason) implements Effect {}
}
