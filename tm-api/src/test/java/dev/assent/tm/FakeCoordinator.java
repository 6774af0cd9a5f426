package dev.assent.tm;

import dev.assent.client.Transactions;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An honest coordinator in memory; it writes down all that is asked of it. */
final class FakeCoordinator implements Transactions {
    final List<String> asked = new ArrayList<>();
    private final Map<Xid, GlobalStatus> transactions = new LinkedHashMap<>();
    private Ending rollbackEnds = Ending.ROLLED_BACK;
    private Optional<AssentException> trouble = Optional.empty();

    /** What becomes of the roll-backs from now on. */
    void rollbacksEnd(Ending ending) {
        rollbackEnds = ending;
    }

    /** The next commit or rollback fails so, and changes nothing. */
    void failNextEnding(AssentException why) {
        trouble = Optional.of(why);
    }

    /** As if the time of every open transaction were over. */
    void timeOut() {
        transactions.replaceAll(
                (xid, status) -> status == GlobalStatus.BEGIN ? GlobalStatus.TIMEOUT_ROLLBACKED : status);
    }

    @Override
    public Xid begin(String name, Duration timeout) {
        Xid xid = Xid.of("fake:1", transactions.size() + 1);
        transactions.put(xid, GlobalStatus.BEGIN);
        asked.add("begin " + name + " " + timeout.toMillis());
        return xid;
    }

    @Override
    public Ending commit(Xid xid) {
        asked.add("commit " + xid.number().orElseThrow());
        failIfWished();
        if (status(xid) != GlobalStatus.BEGIN) {
            throw new RolledBack("ASN-2499", xid + " is " + status(xid));
        }
        transactions.put(xid, GlobalStatus.COMMITTED);
        return Ending.COMMITTED;
    }

    @Override
    public Ending rollback(Xid xid) {
        asked.add("rollback " + xid.number().orElseThrow());
        failIfWished();
        if (status(xid) == GlobalStatus.COMMITTED) {
            throw new NotAllowed("ASN-4499", xid + " is committed");
        }
        transactions.put(xid, GlobalStatus.ROLLBACKED);
        return rollbackEnds;
    }

    @Override
    public void markRollbackOnly(Xid xid) {
        asked.add("mark " + xid.number().orElseThrow());
        failIfWished();
        transactions.put(xid, GlobalStatus.ROLLBACKED);
    }

    @Override
    public GlobalStatus status(Xid xid) {
        return transactions.getOrDefault(xid, GlobalStatus.FINISHED);
    }

    private void failIfWished() {
        Optional<AssentException> why = trouble;
        trouble = Optional.empty();
        why.ifPresent(error -> {
            throw error;
        });
    }

    static AssentException unanswered() {
        return new OutcomeUnknown("ASN-3499", "Expected the coordinator to answer, but no answer came.");
    }

    static AssentException unreachable() {
        return new TryAgain("ASN-1499", "Expected the coordinator to answer, but it is away.");
    }
}
