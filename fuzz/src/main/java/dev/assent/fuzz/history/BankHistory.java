package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.LOST;
import static dev.assent.fuzz.history.Anomaly.Kind.NOT_UNDONE;
import static dev.assent.fuzz.history.Anomaly.Kind.OTHER_BALANCE;
import static dev.assent.fuzz.history.Anomaly.Kind.TOTAL_CHANGED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Transfers between accounts of two databases, and audits that read all accounts for update at once.
 *
 * @param opening by account
 * @param last by account, when all was over
 */
public record BankHistory(
        Map<String, Long> opening, List<Transfer> transfers, List<Audit> audits, Map<String, Long> last) {
    /** @param isWhole whether every local transaction of it was committed; what is rolled back need not be */
    public record Transfer(int number, String from, String to, long amount, boolean isWhole, Fate fate) {}

    /** What an audit has read, with the rows of both databases held until its last read had returned. */
    public record Audit(int number, Map<String, Long> balances) {}

    /** Everything that AT rules out. */
    public List<Anomaly> check() {
        List<Anomaly> found = new ArrayList<>();
        long total = total(opening);
        for (Audit audit : audits) {
            if (total(audit.balances) != total) {
                found.add(new Anomaly(
                        TOTAL_CHANGED, "%d instead of %d: %s".formatted(total(audit.balances), total, audit)));
            }
        }
        transfers.stream()
                .filter(transfer -> transfer.fate == Fate.PARKED)
                .forEach(transfer -> found.add(new Anomaly(NOT_UNDONE, transfer.toString())));
        transfers.stream()
                .filter(transfer -> transfer.fate == Fate.COMMITTED && !transfer.isWhole)
                .forEach(transfer -> found.add(new Anomaly(LOST, "committed in part: " + transfer)));
        if (transfers.stream().noneMatch(transfer -> transfer.fate == Fate.UNKNOWN)) {
            balances(found);
        } else if (total(last) != total) {
            found.add(new Anomaly(TOTAL_CHANGED, "%d instead of %d at last".formatted(total(last), total)));
        }
        return found;
    }

    /** Each account has what the committed transfers make of it. */
    private void balances(List<Anomaly> found) {
        Map<String, Long> expected = new TreeMap<>(opening);
        for (Transfer transfer : transfers) {
            if (transfer.fate == Fate.COMMITTED) {
                expected.merge(transfer.from, -transfer.amount, Long::sum);
                expected.merge(transfer.to, transfer.amount, Long::sum);
            }
        }
        if (!expected.equals(last)) {
            found.add(new Anomaly(
                    OTHER_BALANCE, "accounts hold %s, committed transfers make %s".formatted(last, expected)));
        }
    }

    private static long total(Map<String, Long> balances) {
        return balances.values().stream().mapToLong(Long::longValue).sum();
    }
}
