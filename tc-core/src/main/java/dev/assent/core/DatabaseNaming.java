package dev.assent.core;

import dev.assent.core.Event.DatabaseNamed;
import dev.assent.core.Event.MarkOrdered;
import dev.assent.core.LockTable.Held;
import dev.assent.core.Reply.DatabaseAccepted;
import dev.assent.core.Reply.MarkGiven;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which database a name may stand for. Looks at what is open in that database, when a name is new or changes. */
final class DatabaseNaming {
    private final View view;

    DatabaseNaming(View view) {
        this.view = view;
    }

    /**
     * A name with another mark is another database (P9 d), unless Seata's clients, which have the name alone, use it. A
     * client that says so has to show that its database has that mark: the database may have lost it since the client read it.
     */
    Decision name(Command.NameDatabase request) {
        DatabaseMark known = view.mark(request.name());
        MarkOrder order = view.order(request.name());
        if (request.mark().equals(known)) {
            boolean carriedOut = order != null && order.taken() && order.mark().equals(known);
            return new Decision(
                    carriedOut ? List.of(new DatabaseNamed(request.name(), request.mark())) : List.of(),
                    new Answer.Known(new DatabaseAccepted(List.of())));
        }
        if (order != null
                && !order.mark().equals(request.mark())
                && !order.isInPlaceOfALostMark(known)
                && view.isNamedOtherwise(request.mark(), request.name())) {
            return give(request.name(), order); // it says that it is a database which has another name: the copy
        }
        if (known != null && !known.equals(request.before())) {
            return Decision.reply(new Reply.ProofNeeded(known));
        }
        if (known != null && !isInPlaceOfALostMark(order, known)) {
            Optional<Xid> byName = openByNameAlone(request.name());
            if (request.servedByNameAlone() || byName.isPresent()) {
                return Decision.reply(CoreErrors.nameTaken(
                        request.name(),
                        known,
                        request.mark(),
                        byName.map(Xid::value).orElse(null)));
            }
        } else if (known == null && view.hasManyNames()) {
            return Decision.reply(CoreErrors.manyNames(request.name(), DatabaseNames.MOST));
        }
        return new Decision(
                List.of(new DatabaseNamed(request.name(), request.mark())),
                new Answer.Known(new DatabaseAccepted(heldTwice(request))));
    }

    /**
     * A database without a mark gets a new one only if no open branch has to find the old one (P9 e), and its names may stand
     * for another database (P9 d). If it had one, the name stands for the new mark from this decision on: clients that have the
     * name alone may come before the database is seen with it. Each client that asks until then gets the same.
     */
    Decision mark(Command.AskForMark request) {
        MarkOrder order = view.order(request.name());
        DatabaseMark known = view.mark(request.name());
        if (order != null && !order.isInPlaceOfALostMark(known)) {
            return give(request.name(), order);
        }
        Map<Xid, DatabaseMark> waiting = waiting(request.name(), known);
        if (known != null
                && order == null) { // it shares its locks by that mark with clients that have one of its names alone
            for (String each : view.names(known)) {
                if (request.servedByNameAlone().contains(each)
                        || openByNameAlone(each).isPresent()) {
                    return Decision.reply(CoreErrors.markMissing(request.name(), known, each));
                }
            }
        }
        if (!waiting.isEmpty()) {
            Xid first = waiting.keySet().iterator().next();
            DatabaseMark lost = last(request.name(), known, waiting).orElseThrow();
            return Decision.reply(CoreErrors.markMissing(request.name(), lost, waiting.size(), first));
        }
        if (order != null) {
            return give(request.name(), order);
        }
        return known == null ? Decision.reply(new DatabaseAccepted(List.of())) : replace(request);
    }

    /** The open transactions with a branch that has to find a mark in a database of that name, and that mark. */
    private Map<Xid, DatabaseMark> waiting(String name, @Nullable DatabaseMark known) {
        Map<Xid, DatabaseMark> waiting = new LinkedHashMap<>();
        for (OpenTransaction tx : openIn(name, known)) {
            for (BranchState state : tx.branches().all()) {
                DatabaseMark mark = state.branch().mark();
                boolean here = mark != null
                        && (mark.equals(known) || state.branch().resourceId().equals(name));
                if (here && !state.finished()) {
                    waiting.putIfAbsent(tx.xid(), mark);
                }
            }
        }
        return waiting;
    }

    /** The mark that a database of that name had last: no database has had the one that takes the place of a lost one. */
    private Optional<DatabaseMark> last(String name, @Nullable DatabaseMark known, Map<Xid, DatabaseMark> waiting) {
        if (known != null && !isInPlaceOfALostMark(view.order(name), known)) {
            return Optional.of(known);
        }
        return waiting.values().stream().findFirst().or(() -> Optional.ofNullable(known));
    }

    private static boolean isInPlaceOfALostMark(@Nullable MarkOrder order, @Nullable DatabaseMark known) {
        return order != null && order.isInPlaceOfALostMark(known);
    }

    private Decision replace(Command.AskForMark request) {
        if (view.hasManyOrders()) {
            return Decision.reply(CoreErrors.manyOrders(request.name(), DatabaseNames.MOST_ORDERS));
        }
        return new Decision(
                List.of(
                        new DatabaseNamed(request.name(), request.fresh()),
                        new MarkOrdered(request.name(), MarkOrder.inPlaceOfALostMark(request.fresh()))),
                new Answer.Known(new MarkGiven(request.fresh())));
    }

    /** It holds until a database of that name has been seen with the mark. */
    Decision order(Command.OrderMark request) {
        if (view.order(request.name()) == null && view.hasManyOrders()) {
            return Decision.reply(CoreErrors.manyOrders(request.name(), DatabaseNames.MOST_ORDERS));
        }
        return new Decision(
                List.of(new MarkOrdered(request.name(), new MarkOrder(request.mark(), false, true))),
                new Answer.Known(new MarkGiven(request.mark())));
    }

    /** The database that has lost its mark is the same: its branches are to find that mark again. */
    Decision adopt(Command.AdoptMark request) {
        String name = request.name();
        DatabaseMark known = view.mark(name);
        boolean unseen = isInPlaceOfALostMark(view.order(name), known);
        DatabaseMark last = last(name, known, waiting(name, known)).orElse(null);
        if (last == null || (unseen && last.equals(known))) {
            return Decision.reply(new MarkGiven(last)); // unknown, or the next database takes it anyway
        }
        Decision ordered = order(new Command.OrderMark(name, last));
        if (!unseen || ordered.events().isEmpty()) {
            return ordered;
        }
        List<Event> events = new ArrayList<>();
        events.add(
                new DatabaseNamed(name, last)); // clients that have the name alone may connect before the database does
        events.addAll(ordered.events());
        return new Decision(events, ordered.answer());
    }

    Decision take(Command.TakeMark request) {
        MarkOrder order = view.order(request.name());
        return order != null && order.forCopies() ? give(request.name(), order) : Decision.reply(new MarkGiven(null));
    }

    private static Decision give(String name, MarkOrder order) {
        return new Decision(
                order.taken()
                        ? List.of()
                        : List.of(new MarkOrdered(name, new MarkOrder(order.mark(), true, order.forCopies()))),
                new Answer.Known(new MarkGiven(order.mark())));
    }

    private List<OpenTransaction> openIn(String name, @Nullable DatabaseMark known) {
        List<OpenTransaction> all = new ArrayList<>(view.openNamed(name));
        if (known != null) {
            all.addAll(view.openMarked(known));
        }
        return all;
    }

    private Optional<Xid> openByNameAlone(String name) {
        for (OpenTransaction tx : view.openNamed(name)) {
            for (BranchState state : tx.branches().all()) {
                if (isByNameAlone(state.branch(), name) && !state.finished()) {
                    return Optional.of(tx.xid());
                }
            }
        }
        return Optional.empty();
    }

    /** Rows that two transactions hold once the name's locks are the database's locks: for a warning. */
    private List<Reply.HeldTwice> heldTwice(Command.NameDatabase request) {
        List<Reply.HeldTwice> twice = new ArrayList<>();
        for (OpenTransaction tx : view.openNamed(request.name())) {
            for (BranchState state : tx.branches().all()) {
                if (isByNameAlone(state.branch(), request.name()) && holdsRows(tx, state)) {
                    for (LockKey row :
                            state.branch().inSpace(request.mark().value()).rows()) {
                        Optional<Held> other = view.heldByOther(tx.xid(), List.of(row));
                        other.map(held -> view.find(held.owner()).details().begun())
                                .ifPresent(holder ->
                                        twice.add(new Reply.HeldTwice(row.in(request.name()), tx.begun(), holder)));
                    }
                }
            }
        }
        return twice;
    }

    static boolean isByNameAlone(Branch branch, String name) {
        return branch.mark() == null
                && BranchMode.of(branch.type()).hasUndoRows()
                && branch.resourceId().equals(name);
    }

    /** Whether the branch's rows are locked still. */
    static boolean holdsRows(OpenTransaction tx, BranchState state) {
        @Nullable OutcomeAndCause decision = tx.decision();
        return decision == null || (!tx.isCommit() && !state.finished());
    }
}
