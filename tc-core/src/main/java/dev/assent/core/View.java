package dev.assent.core;

import dev.assent.core.LockTable.Held;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The coordinator's state as deciders see it: there is nothing in it that changes anything. */
interface View {

    /** Whatever it is: unknown, active, finishing or finished. */
    GlobalTx find(Xid xid);

    /** @param xid whose own locks do not count; null counts every lock */
    Optional<Held> heldByOther(@Nullable Xid xid, List<LockKey> rows);

    /** The transaction whose request for one of the same rows is before this one in the queue; empty if none is. */
    Optional<Xid> waitsBefore(LockQueue.Ask ask);

    /** The mark that a resource's name stands for; null if it is known by its name alone. */
    @Nullable
    DatabaseMark mark(String name);

    /** Whether there is no room for another name with a mark. */
    boolean hasManyNames();

    /** What an operator has ordered for the next database of that name; null if nothing. */
    @Nullable
    MarkOrder order(String name);

    /** Whether there is no room for another order. */
    boolean hasManyOrders();

    /** Whether a name other than this one stands for the database with that mark. */
    boolean isNamedOtherwise(DatabaseMark mark, String name);

    /** The names that stand for the database with that mark. */
    List<String> names(DatabaseMark mark);

    /** The open transactions with a branch that has undo rows under this name, in the order in which they began. */
    List<OpenTransaction> openNamed(String name);

    /** The open transactions with a branch in the database with this mark, in the order in which they began. */
    List<OpenTransaction> openMarked(DatabaseMark mark);

    /** The marks under which branches of open transactions have this name. */
    Set<DatabaseMark> openMarks(String name);

    /** Whether an open transaction has a branch of a client that has this name alone. */
    boolean isOpenByNameAlone(String name);

    long nextId();

    /** Whether a new range has to be reserved before the next id is used. */
    boolean needsIds();

    /** Bytes by {@link Sizes}. */
    long memory();

    Policy policy();
}
