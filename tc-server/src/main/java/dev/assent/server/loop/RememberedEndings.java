package dev.assent.server.loop;

import dev.assent.core.TransactionDetails;
import dev.assent.model.Xid;
import dev.assent.server.view.BranchView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last transactions that did not simply commit, for operators: at most a thousand, and at most 16 MiB of them. Of each
 * branch the first rows are kept, and no application data.
 */
final class RememberedEndings {
    static final int MOST = 1000;
    static final long MOST_BYTES = 16 << 20;

    private static final int BRANCHES = 1000;

    private final Map<Xid, TransactionHistory> all = new LinkedHashMap<>();
    private long bytes;

    void add(TransactionDetails details, Instant at) {
        TransactionDetails kept = details.trimmed(BranchView.MOST_ROWS, BRANCHES);
        TransactionHistory old = all.put(kept.xid(), new TransactionHistory(kept, at));
        bytes += kept.bytes() - (old == null ? 0 : old.story().bytes());
        Iterator<TransactionHistory> oldest = all.values().iterator();
        while (all.size() > MOST || bytes > MOST_BYTES) {
            bytes -= oldest.next().story().bytes();
            oldest.remove();
        }
    }

    @Nullable
    TransactionHistory find(Xid xid) {
        return all.get(xid);
    }

    /** The last first. */
    List<TransactionHistory> last(int limit) {
        List<TransactionHistory> some = new ArrayList<>(all.values());
        Collections.reverse(some);
        return some.stream().limit(limit).toList();
    }

    long bytes() {
        return bytes;
    }
}
