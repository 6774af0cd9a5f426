package dev.assent.core;

import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in snapshots only. */
public sealed interface SnapshotEvent extends Event {

    @Override
    default Durability durability() {
        return Durability.LAZY;
    }

    /**
     * A transaction as it stood, without its branches, which follow one by one.
     *
     * @param verdict null while it is open, and then there is no progress
     */
    record Restored(Begun begun, @Nullable OutcomeAndCause verdict, Progress progress)
            implements SnapshotEvent, Event.OfTransaction {
        @Override
        public Xid xid() {
            return begun.xid();
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.become(
                    this,
                    verdict == null ? new Active(begun, List.of()) : new Finishing(begun, verdict, List.of(), progress),
                    at);
        }
    }

    /** One more branch. A record of its own, so that no transaction outgrows a record. */
    record BranchRestored(Xid xid, Branch branch) implements SnapshotEvent, Event.OfTransaction {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            if (c.find(xid) instanceof Active active) {
                c.locks().take(xid, branch);
                c.become(this, active.with(branch), at);
                return;
            }
            Finishing tx = c.expect(Finishing.class, xid);
            if (tx.outcome() == Outcome.ROLLBACK && !tx.progress().isFinished(branch.id())) {
                c.locks().take(xid, branch);
            }
            c.become(this, tx.with(branch), at);
        }
    }

    /** Outcomes of finished transactions; {@code at} says from when. */
    record Remembered(String address, List<Memory> endings) implements SnapshotEvent {
        public Remembered {
            endings = List.copyOf(endings);
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            endings.forEach(memory -> c.ended().remember(address, memory.number(), memory.ending(), at));
        }
    }

    /** Why a transaction was ended by force, behind its ending and of the same time. */
    record ReasonRemembered(Xid xid, String reason) implements SnapshotEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.ended().rememberWhy(xid, reason, at);
        }
    }

    /** One finished transaction: the number in its xid, and how it ended. */
    record Memory(long number, Ending ending) {}
}
