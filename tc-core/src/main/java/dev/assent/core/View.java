package dev.assent.core;

import dev.assent.core.LockTable.Held;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The coordinator's state as deciders see it: there is nothing in it that changes anything. */
interface View {

    /** Whatever it is: unknown, active, finishing or finished. */
    GlobalTx find(Xid xid);

    /** @param xid whose own locks do not count; null counts every lock */
    Optional<Held> heldByOther(@Nullable Xid xid, List<LockKey> rows);

    long nextId();

    /** Whether a new range has to be reserved before the next id is used. */
    boolean needsIds();

    /** Bytes by {@link Sizes}. */
    long memory();

    Policy policy();
}
