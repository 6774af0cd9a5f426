package dev.assent.fuzz.history;

import dev.assent.fuzz.history.History.Written;
import dev.assent.fuzz.history.Operation.Read;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which transaction comes before which, by the order of the values in each row. */
final class Dependencies {
    private final Map<Transaction, Set<Edge>> outgoing = new HashMap<>();
    private final Set<Edge> all = new LinkedHashSet<>();

    private Dependencies() {}

    enum Relation {
        WRITE_WRITE("was overwritten by"),
        WRITE_READ("was read by"),
        READ_WRITE("read what was then overwritten by");

        private final String words;

        Relation(String words) {
            this.words = words;
        }
    }

    record Edge(Transaction from, Transaction to, Relation type, String row) {
        @Override
        public String toString() {
            return "%d %s %d in %s".formatted(from.number(), type.words, to.number(), row);
        }
    }

    static Dependencies of(History history) {
        Dependencies dependencies = new Dependencies();
        history.finals().forEach((row, values) -> dependencies.writes(history, row, values));
        for (Transaction reader : history.transactions()) {
            if (reader.fate() == Fate.COMMITTED) {
                reader.reads().stream()
                        .filter(Read::locking)
                        .forEach(read -> dependencies.reads(history, reader, read));
            }
        }
        return dependencies;
    }

    private void writes(History history, String row, List<Integer> values) {
        for (int i = 1; i < values.size(); i++) {
            add(
                    committed(history, row, values.get(i - 1)),
                    committed(history, row, values.get(i)),
                    Relation.WRITE_WRITE,
                    row);
        }
    }

    private void reads(History history, Transaction reader, Read read) {
        String row = read.row();
        List<Integer> last = history.last(row);
        int seen = 0; // how many values that are there at last it has read of others
        for (int value : read.values()) {
            Optional<Transaction> writer = committed(history, row, value);
            if (writer.filter(by -> !by.equals(reader)).isPresent()) {
                seen = Math.max(seen, last.indexOf(value) + 1);
            }
        }
        if (seen > 0) {
            add(committed(history, row, last.get(seen - 1)), Optional.of(reader), Relation.WRITE_READ, row);
        }
        if (seen < last.size()) {
            add(Optional.of(reader), committed(history, row, last.get(seen)), Relation.READ_WRITE, row);
        }
    }

    private static Optional<Transaction> committed(History history, String row, int value) {
        return history.written(row, value).map(Written::by).filter(by -> by.fate() == Fate.COMMITTED);
    }

    private void add(Optional<Transaction> from, Optional<Transaction> to, Relation type, String row) {
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
            Edge edge = new Edge(from.get(), to.get(), type, row);
            if (all.add(edge)) {
                outgoing.computeIfAbsent(edge.from(), absent -> new LinkedHashSet<>())
                        .add(edge);
            }
        }
    }

    Set<Edge> all() {
        return all;
    }

    Set<Edge> from(Transaction transaction) {
        return outgoing.getOrDefault(transaction, Set.of());
    }
}
