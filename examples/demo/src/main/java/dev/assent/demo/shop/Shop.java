package dev.assent.demo.shop;

import dev.assent.demo.shop.PurchaseFailed.Reason;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.time.Duration;

/** The business transaction over three services and three databases: it happens everywhere or nowhere. */
public final class Shop {
    /** The time-out after which the coordinator rolls a purchase back that has not ended. */
    public static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final GlobalTransactions transactions;
    private final TransactionOptions buy;
    private final Orders orders;
    private final Stock stock;
    private final Accounts accounts;

    public Shop(GlobalTransactions transactions, Orders orders, Stock stock, Accounts accounts) {
        this(transactions, TIMEOUT, orders, stock, accounts);
    }

    public Shop(GlobalTransactions transactions, Duration timeout, Orders orders, Stock stock, Accounts accounts) {
        this.transactions = transactions;
        this.buy = TransactionOptions.named("buy").withTimeout(timeout);
        this.orders = orders;
        this.stock = stock;
        this.accounts = accounts;
    }

    /**
     * Makes an order of a basket: committed when this returns, undone when it throws.
     *
     * @param listener learns of every step, so that the demo knows how far a purchase is when it kills the coordinator
     */
    public long buy(Purchase purchase, PurchaseListener listener) {
        return transactions.execute(buy, () -> {
            try {
                listener.began();
                long order = orders.place(purchase);
                listener.stepCommitted("placed the order");
                stock.take(order, purchase.item(), purchase.quantity());
                listener.stepCommitted("took the goods");
                accounts.charge(order, purchase.customer(), purchase.amount());
                listener.stepCommitted("charged the account");
                orders.confirm(order);
                listener.stepCommitted("confirmed the order");
                if (purchase.faulty()) {
                    throw new PurchaseFailed(Reason.FAULT, "The printer is out of paper");
                }
                listener.bodyCompleted();
                return order;
            } finally {
                listener.endRequested();
            }
        });
    }
}
