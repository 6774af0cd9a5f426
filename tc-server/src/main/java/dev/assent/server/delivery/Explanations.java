package dev.assent.server.delivery;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchEndResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why services have not finished branches, in their own words: rows that others have changed, a lock, a table that is gone. Known
 * since the last start of the coordinator, until the branch is finished; an operator's retry brings it back. Of more than the
 * bound the oldest are forgotten.
 */
public final class Explanations {
    private final int mostChars;
    private final Map<Xid, Map<BranchId, String>> texts = new LinkedHashMap<>();
    private long chars;

    /** @param mostChars how much is kept in all */
    public Explanations(int mostChars) {
        this.mostChars = mostChars;
    }

    /** @param why null if the branch is finished, or its service does not say why it is not */
    void answered(BranchEndResponse answer, @Nullable String why) {
        if ((why == null && texts.isEmpty()) || answer.branchId() <= 0) {
            return; // a saga's engine answers for all of its branches at once
        }
        Xid xid = new Xid(String.valueOf(answer.xid()));
        put(xid, new BranchId(answer.branchId()), why);
        while (chars > mostChars) {
            forget(texts.keySet().iterator().next());
        }
    }

    private void put(Xid xid, BranchId branch, @Nullable String why) {
        Map<BranchId, String> ofTransaction = texts.getOrDefault(xid, Map.of());
        String old = ofTransaction.get(branch);
        chars += (why == null ? 0 : why.length()) - (old == null ? 0 : old.length());
        if (why != null) {
            texts.computeIfAbsent(xid, first -> new HashMap<>()).put(branch, why);
        } else if (old != null) {
            ofTransaction.remove(branch);
            if (ofTransaction.isEmpty()) {
                texts.remove(xid);
            }
        }
    }

    private void forget(Xid xid) {
        Map<BranchId, String> forgotten = texts.remove(xid);
        if (forgotten != null) {
            chars -= forgotten.values().stream().mapToLong(String::length).sum();
        }
    }

    /** By branch of a transaction. */
    public Map<BranchId, String> of(Xid xid) {
        return Map.copyOf(texts.getOrDefault(xid, Map.of()));
    }
}
