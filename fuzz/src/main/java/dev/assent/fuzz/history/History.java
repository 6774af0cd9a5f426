package dev.assent.fuzz.history;

import dev.assent.fuzz.history.Operation.Append;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All transactions on some rows, and what the rows held when all was over. */
public final class History {
    private final List<Transaction> transactions;
    private final Map<String, List<Integer>> finals;
    private final Map<Integer, Written> written = new HashMap<>();

    /** A change and its transaction. */
    record Written(Transaction by, Append append) {
        /** Whether no trace of it may be left. */
        boolean isUndone() {
            return by.fate().isUndone() || append.kept() == Kept.NO;
        }

        boolean isCommitted() {
            return by.fate() == Fate.COMMITTED && append.kept() == Kept.YES;
        }
    }

    /** @param finals by row; each row of the transactions must be there */
    public History(List<Transaction> transactions, Map<String, List<Integer>> finals) {
        this.transactions = List.copyOf(transactions);
        this.finals = new TreeMap<>(finals);
        for (Transaction transaction : transactions) {
            for (Append append : transaction.appends()) {
                if (written.put(append.value(), new Written(transaction, append)) != null) {
                    throw new IllegalArgumentException("Expected each value once, but got another " + append);
                }
            }
        }
    }

    public List<Transaction> transactions() {
        return transactions;
    }

    Map<String, List<Integer>> finals() {
        return finals;
    }

    List<Integer> last(String row) {
        return finals.getOrDefault(row, List.of());
    }

    /** Empty if no transaction has written that value to that row. */
    Optional<Written> written(String row, int value) {
        return Optional.ofNullable(written.get(value))
                .filter(found -> found.append().row().equals(row));
    }
}
