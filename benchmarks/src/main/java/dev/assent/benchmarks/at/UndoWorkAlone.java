package dev.assent.benchmarks.at;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The database work of undo logging and nothing else: rows are read and locked before their change and read after it, an
 * undo row is written in the same local transaction, and undo rows are dropped a hundred at a time by one more thread for each database. No
 * coordinator, no parsing: what AT can reach at best, statement by statement.
 */
final class UndoWorkAlone implements Purchase.Way {
    private final byte[] record = new byte[400];
    private final AtomicLong branches = new AtomicLong();
    private final DataSource accounts;
    private final DataSource shop;
    private final Dropper ofAccounts;
    private final Dropper ofShop;

    UndoWorkAlone(DataSource accounts, DataSource shop) {
        this.accounts = accounts;
        this.shop = shop;
        this.ofAccounts = new Dropper(accounts);
        this.ofShop = new Dropper(shop);
    }

    @Override
    public void make(Purchase p) throws SQLException {
        long first = branches.incrementAndGet();
        long second = branches.incrementAndGet();
        LocalTransactions.run(accounts, c -> {
            Statements.image(c, "account", p.account(), true);
            Statements.debit(c, p);
            Statements.image(c, "account", p.account(), false);
            Statements.undoRow(c, first, record);
        });
        LocalTransactions.run(shop, c -> {
            Statements.image(c, "stock", p.item(), true);
            Statements.sell(c, p);
            Statements.image(c, "stock", p.item(), false);
            Statements.image(c, "orders", p.order(), false);
            Statements.undoRow(c, second, record);
        });
        ofAccounts.waiting.add(first);
        ofShop.waiting.add(second);
    }

    private static final class Dropper implements Runnable {
        private static final int AT_ONCE = 100;

        private final BlockingQueue<Long> waiting = new LinkedBlockingQueue<>();
        private final DataSource source;

        Dropper(DataSource source) {
            this.source = source;
            Thread thread = new Thread(this, "dropper");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try {
                while (true) {
                    List<Long> some = new ArrayList<>(List.of(waiting.take()));
                    waiting.drainTo(some, AT_ONCE - 1);
                    LocalTransactions.run(source, c -> Statements.dropUndoRows(c, some));
                }
            } catch (InterruptedException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
