package dev.assent.benchmarks.at;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A purchase as two local transactions, one after the other, as an application writes them. */
record LocalTransactions(DataSource accounts, DataSource shop) implements Purchase.Way {
    @Override
    public void make(Purchase purchase) throws SQLException {
        run(accounts, c -> Statements.debit(c, purchase));
        run(shop, c -> Statements.sell(c, purchase));
    }

    static void run(DataSource source, Work work) throws SQLException {
        try (Connection c = source.getConnection()) {
            c.setAutoCommit(false);
            try {
                work.on(c);
                c.commit();
            } catch (SQLException | RuntimeException e) {
                c.rollback();
                throw e;
            } finally {
                c.setAutoCommit(true);
            }
        }
    }

    interface Work {
        void on(Connection connection) throws SQLException;
    }
}
