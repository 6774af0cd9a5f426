package dev.assent.benchmarks.at;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** How a purchase is made. */
public final class Ways {
    public static final String PLAIN = "plain";
    public static final String FLOOR = "floor";
    public static final String ASSENT = "Assent AT";

    private Ways() {}

    /**
     * @param name one of ours, or the class of another transaction manager, which is on the class path then: it has a public
     *     constructor that takes the coordinator's address, wraps data sources as a {@link UnaryOperator}, and runs what
     *     belongs together as an {@link Executor}
     */
    static Purchase.Way of(String name, DataSource accounts, DataSource shop, String coordinator) throws Exception {
        return switch (name) {
            case PLAIN -> new LocalTransactions(accounts, shop);
            case FLOOR -> new UndoWorkAlone(accounts, shop);
            case ASSENT -> AssentTransactions.of(accounts, shop, coordinator);
            default -> other(name, accounts, shop, coordinator);
        };
    }

    @SuppressWarnings("unchecked") // both are what the class is documented to be
    private static Purchase.Way other(String type, DataSource accounts, DataSource shop, String coordinator)
            throws Exception {
        Object manager = Class.forName(type).getConstructor(String.class).newInstance(coordinator);
        UnaryOperator<DataSource> wrap = (UnaryOperator<DataSource>) manager;
        Executor transactions = (Executor) manager;
        Purchase.Way branches = new LocalTransactions(wrap.apply(accounts), wrap.apply(shop));
        return purchase -> transactions.execute(() -> {
            try {
                branches.make(purchase);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
