package dev.assent.fuzz.isolation;

import dev.assent.fuzz.history.Anomaly;
import dev.assent.fuzz.history.BankHistory;
import dev.assent.fuzz.history.BankHistory.Transfer;
import dev.assent.fuzz.history.Checker;
import dev.assent.fuzz.history.Fate;
import dev.assent.fuzz.history.History;
import dev.assent.fuzz.history.Operation;
import dev.assent.fuzz.history.Operation.Read;
import dev.assent.fuzz.history.Transaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the rounds have shown. */
public final class Summary {
    private static final int MOST_STORIES = 3;

    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final Map<Anomaly.Kind, List<String>> anomalies = new EnumMap<>(Anomaly.Kind.class);
    private int appends;
    private int globalReads;
    private int plainReads;
    private int audits;

    void add(History history) {
        for (Transaction transaction : history.transactions()) {
            fates.merge(transaction.fate(), 1, Integer::sum);
            transaction.operations().forEach(this::count);
        }
        Checker.check(history).forEach(this::add);
    }

    void add(BankHistory history) {
        for (Transfer transfer : history.transfers()) {
            fates.merge(transfer.fate(), 1, Integer::sum);
        }
        fates.merge(Fate.COMMITTED, history.audits().size(), Integer::sum);
        audits += history.audits().size();
        history.check().forEach(this::add);
    }

    private void count(Operation operation) {
        if (!(operation instanceof Read read)) {
            appends++;
        } else if (read.locking()) {
            globalReads++;
        } else {
            plainReads++;
        }
    }

    private void add(Anomaly anomaly) {
        anomalies.computeIfAbsent(anomaly.kind(), absent -> new ArrayList<>()).add(anomaly.story());
    }

    public int transactions() {
        return fates.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int committed() {
        return fates.getOrDefault(Fate.COMMITTED, 0);
    }

    /** How often a kind was found. */
    public int count(Anomaly.Kind kind) {
        return anomalies.getOrDefault(kind, List.of()).size();
    }

    /** How many anomalies AT rules out. */
    public int ruledOut() {
        return anomalies.keySet().stream()
                .filter(Anomaly.Kind::isRuledOut)
                .mapToInt(this::count)
                .sum();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        anomalies.forEach((kind, stories) -> {
            lines.add("%s%,d × %s: %s"
                    .formatted(kind.isRuledOut() ? "" : "allowed: ", stories.size(), kind, kind.sentence()));
            if (kind.isRuledOut()) {
                stories.stream().limit(MOST_STORIES).forEach(story -> lines.add("  > " + story));
            }
        });
        lines.add("%,d transactions %s: %,d appends, %,d global reads, %,d plain reads, %,d audits"
                .formatted(transactions(), fates, appends, globalReads, plainReads, audits));
        lines.add("%,d anomalies that AT rules out".formatted(ruledOut()));
        return String.join(System.lineSeparator(), lines);
    }
}
