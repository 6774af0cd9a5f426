package dev.assent.demo.shop;

import dev.assent.demo.shop.PurchaseFailed.Reason;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.time.Duration;

/** The business transaction: three services, three databases, and all of it or nothing. */
public final class Shop {
    /** After this a purchase that nobody ends is rolled back by the coordinator. */
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
     * @param witness told of every step, so that the demo knows where a purchase stands when it pulls the plug
     */
    public long buy(Purchase purchase, Witness witness) {
        return transactions.execute(buy, () -> {
            try {
                witness.began();
                long order = orders.place(purchase);
                witness.took("placed the order");
                stock.take(order, purchase.item(), purchase.quantity());
                witness.took("took the goods");
                accounts.charge(order, purchase.customer(), purchase.amount());
                witness.took("charged the account");
                orders.confirm(order);
                witness.took("confirmed the order");
                if (purchase.faulty()) {
                    throw new PurchaseFailed(Reason.FAULT, "The printer is out of paper");
                }
                witness.through();
                return order;
            } finally {
                witness.leaves();
            }
        });
    }
}
