package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.plan.Workload;
import dev.assent.chaos.service.PurchaseRequest;
import dev.assent.demo.services.ShopServices;
import dev.assent.demo.shop.Purchase;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Hands out purchases to each running shop, a few at a time. */
final class PurchaseQueue {
    private static final int AT_A_TIME = 6;
    private static final int BASKETS_AHEAD = 3_000;

    private final Workload workload;
    private final ShopServices observer;
    private final Ledger ledger;
    private final Map<ProcessRole, Consumer<String>> shops = new EnumMap<>(ProcessRole.class);
    private int filled;
    private int handedOut;
    private boolean closed;

    PurchaseQueue(Workload workload, ShopServices observer, Ledger ledger) {
        this.workload = workload;
        this.observer = observer;
        this.ledger = ledger;
    }

    /**
     * Inserts baskets directly, not through Assent, so that there are always some to buy. To be called now and then.
     */
    synchronized void provide() throws SQLException {
        if (filled - handedOut < BASKETS_AHEAD / 2) {
            observer.fillBaskets(workload.purchases(filled + 1, filled + BASKETS_AHEAD));
            filled += BASKETS_AHEAD;
        }
        shops.keySet().forEach(this::feed);
    }

    /** @param requests receives the purchases that the shop is to make */
    synchronized void add(ProcessRole shop, Consumer<String> requests) {
        shops.put(shop, requests);
        feed(shop);
    }

    /** Hands out no more purchases to this shop. */
    synchronized void remove(ProcessRole shop) {
        shops.remove(shop);
    }

    synchronized void feed(ProcessRole shop) {
        Consumer<String> requests = shops.get(shop);
        if (requests == null || closed) {
            return;
        }
        for (int open = ledger.openOf(shop).size(); open < AT_A_TIME && handedOut < filled; open++) {
            Purchase purchase = workload.purchase(++handedOut);
            ledger.requested(purchase.number(), shop);
            requests.accept(PurchaseRequest.line(purchase));
        }
    }

    /** @return the number of the last purchase; later baskets stay in the table */
    synchronized int close() {
        closed = true;
        return handedOut;
    }
}
