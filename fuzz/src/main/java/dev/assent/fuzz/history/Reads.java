package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.ABORTED_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.DIRTY_PLAIN_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.EARLY_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.OTHER_ORDER;
import static dev.assent.fuzz.history.Anomaly.Kind.PART_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.STALE_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.STRANGE_VALUE;

import dev.assent.fuzz.history.History.Written;
import dev.assent.fuzz.history.Operation.Read;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a transaction sees of others. It holds for a transaction that is rolled back later, too. */
final class Reads {
    private final History history;
    private final List<Anomaly> found;

    Reads(History history, List<Anomaly> found) {
        this.history = history;
        this.found = found;
    }

    void check() {
        for (Transaction reader : history.transactions()) {
            reader.reads().forEach(read -> read(reader, read));
        }
    }

    private void read(Transaction reader, Read read) {
        Set<Integer> once = new HashSet<>(read.values());
        if (once.size() < read.values().size()
                || read.values().stream()
                        .anyMatch(value -> history.written(read.row(), value).isEmpty())) {
            found(STRANGE_VALUE, reader, read, "");
            return;
        }
        List<Written> others = read.values().stream()
                .flatMap(value -> history.written(read.row(), value).stream())
                .filter(written -> !written.by().equals(reader))
                .toList();
        others.stream()
                .filter(written -> written.append().kept() == Kept.NO)
                .findFirst()
                .ifPresent(written -> found(ABORTED_READ, reader, read, "never committed locally: " + written.by()));
        if (read.locking()) {
            globally(reader, read, others);
        } else if (others.stream().anyMatch(written -> written.isUndone() || isEarly(read, written))) {
            found(DIRTY_PLAIN_READ, reader, read, "");
        }
        inOrder(reader, read);
    }

    private void globally(Transaction reader, Read read, List<Written> others) {
        for (Written written : others) {
            if (written.by().fate().isUndone()) {
                found(ABORTED_READ, reader, read, "rolled back: " + written.by());
            } else if (isEarly(read, written)) {
                found(EARLY_READ, reader, read, "undecided: " + written.by());
            }
            if (!read.values().containsAll(committed(written.by(), read.row()))) {
                found(PART_READ, reader, read, "in part: " + written.by());
            }
        }
        for (int value : history.last(read.row())) {
            history.written(read.row(), value)
                    .filter(written ->
                            !written.by().equals(reader) && written.by().commitAnswered() < read.began())
                    .filter(written -> !read.values().contains(value))
                    .ifPresent(written -> found(STALE_READ, reader, read, "missing: " + written.by()));
        }
    }

    private static boolean isEarly(Read read, Written written) {
        return written.by().fate() == Fate.COMMITTED
                && read.ended() < written.by().commitAsked();
    }

    private List<Integer> committed(Transaction writer, String row) {
        return writer.appends().stream()
                .filter(append -> append.row().equals(row))
                .map(append -> append.value())
                .filter(value -> history.last(row).contains(value))
                .toList();
    }

    /** Without the values that are rolled back, it is what the row held at some time. */
    private void inOrder(Transaction reader, Read read) {
        List<Integer> last = history.last(read.row());
        List<Integer> left = read.values().stream().filter(last::contains).toList();
        if (!last.subList(0, left.size()).equals(left)) {
            found(OTHER_ORDER, reader, read, "at last " + last);
        }
    }

    private void found(Anomaly.Kind kind, Transaction reader, Read read, String more) {
        found.add(new Anomaly(kind, "%s; %s; by %s".formatted(read, more, reader)));
    }
}
