package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.plan.Workload;
import dev.assent.chaos.service.PurchaseRequest;
import dev.assent.demo.premises.ShopServices;
import dev.assent.demo.shop.Purchase;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Hands out purchases: to each shop that is up, a few at a time. */
final class PurchaseQueue {
    private static final int AT_A_TIME = 6;
    private static final int BASKETS_AHEAD = 3_000;

    private final Workload workload;
    private final ShopServices onlooker;
    private final Ledger ledger;
    private final Map<ProcessRole, Consumer<String>> shops = new EnumMap<>(ProcessRole.class);
    private int filled;
    private int handedOut;
    private boolean closed;

    PurchaseQueue(Workload workload, ShopServices onlooker, Ledger ledger) {
        this.workload = workload;
        this.onlooker = onlooker;
        this.ledger = ledger;
    }

    /** Puts baskets in, past Assent, so many that there are always some to buy; call it now and then. */
    synchronized void provide() throws SQLException {
        if (filled - handedOut < BASKETS_AHEAD / 2) {
            onlooker.fillBaskets(workload.purchases(filled + 1, filled + BASKETS_AHEAD));
            filled += BASKETS_AHEAD;
        }
        shops.keySet().forEach(this::feed);
    }

    /** @param ear hears what is to be bought */
    synchronized void opens(ProcessRole shop, Consumer<String> ear) {
        shops.put(shop, ear);
        feed(shop);
    }

    /** It gets nothing from now on. */
    synchronized void shuts(ProcessRole shop) {
        shops.remove(shop);
    }

    synchronized void feed(ProcessRole shop) {
        Consumer<String> ear = shops.get(shop);
        if (ear == null || closed) {
            return;
        }
        for (int open = ledger.openOf(shop).size(); open < AT_A_TIME && handedOut < filled; open++) {
            Purchase purchase = workload.purchase(++handedOut);
            ledger.wanted(purchase.number(), shop);
            ear.accept(PurchaseRequest.line(purchase));
        }
    }

    /** @return the number of the last purchase; baskets beyond it stay where they are */
    synchronized int close() {
        closed = true;
        return handedOut;
    }
}
