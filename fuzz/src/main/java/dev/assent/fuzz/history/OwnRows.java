package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.LOST_UPDATE;
import static dev.assent.fuzz.history.Anomaly.Kind.OWN_CHANGE;

import dev.assent.fuzz.history.Operation.Append;
import dev.assent.fuzz.history.Operation.Read;
import java.util.ArrayList;
import java.util.List;

/** What a committed transaction has changed or read for update is its own until it, or its local transaction, is over. */
final class OwnRows {
    private final History history;
    private final List<Anomaly> found;

    OwnRows(History history, List<Anomaly> found) {
        this.history = history;
        this.found = found;
    }

    void check() {
        for (Transaction transaction : history.transactions()) {
            boolean clear = transaction.appends().stream().noneMatch(append -> append.kept() == Kept.UNKNOWN);
            if (transaction.fate() == Fate.COMMITTED && clear) {
                check(transaction);
            }
        }
    }

    private void check(Transaction transaction) {
        List<Operation> operations = transaction.operations();
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Read read) {
                ownChanges(transaction, read, operations.subList(0, i));
                if (read.locking()) {
                    updates(transaction, read, operations.subList(i + 1, operations.size()));
                }
            }
        }
    }

    private void ownChanges(Transaction transaction, Read read, List<Operation> before) {
        List<Integer> own = new ArrayList<>();
        for (Operation operation : before) {
            if (operation instanceof Append append
                    && append.row().equals(read.row())
                    && (append.kept() == Kept.YES || append.local() == read.local())) {
                own.add(append.value());
            }
        }
        int others = read.values().size() - own.size();
        if (others < 0 || !read.values().subList(others, read.values().size()).equals(own)) {
            found(OWN_CHANGE, "%s, but its own were %s; %s".formatted(read, own, transaction));
        }
    }

    /** What it changes later in the same local transaction is what it has read. */
    private void updates(Transaction transaction, Read read, List<Operation> after) {
        List<Integer> expected = new ArrayList<>(read.values());
        for (Operation operation : after) {
            if (operation instanceof Append append
                    && append.row().equals(read.row())
                    && append.local() == read.local()
                    && append.kept() == Kept.YES) {
                expected.add(append.value());
                List<Integer> last = history.last(read.row());
                int at = last.indexOf(append.value());
                if (at >= 0 && !survivors(expected, last).equals(last.subList(0, at + 1))) {
                    found(LOST_UPDATE, "%s, then %s; at last %s; %s".formatted(read, append, last, transaction));
                }
            }
        }
    }

    private static List<Integer> survivors(List<Integer> values, List<Integer> last) {
        return values.stream().filter(last::contains).toList();
    }

    private void found(Anomaly.Kind kind, String story) {
        found.add(new Anomaly(kind, story));
    }
}
