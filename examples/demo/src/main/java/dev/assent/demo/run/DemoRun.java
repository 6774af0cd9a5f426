package dev.assent.demo.run;

import dev.assent.demo.audit.Audit;
import dev.assent.demo.audit.Books;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.services.ShopServices;
import dev.assent.demo.services.Wiring;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Shop;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One run of the demo: fills the databases, buys, kills the coordinator on the way, waits until all has ended, audits.
 */
public final class DemoRun {
    /**
     * The longest wait for the end of all transactions: their time-out, the grace after a restart, and time for phase
     * two.
     */
    private static final Duration SETTLE = Shop.TIMEOUT.plusSeconds(40);
    /** Each attempt uses up an id, and databases skip some. */
    private static final int SKIPPED_IDS = 200;
    /** Connections for phase two, which has a thread pool of its own. */
    private static final int MORE_CONNECTIONS = 10;

    private final Plan plan;
    private final int concurrency;
    private final PrintStream out;
    private final boolean terminal;
    private final Tally tally = new Tally();

    public DemoRun(Plan plan, int concurrency, PrintStream out, boolean terminal) {
        this.plan = plan;
        this.concurrency = concurrency;
        this.out = out;
        this.terminal = terminal;
    }

    public Outcome on(DatabaseKind kind, RunDirectory run) throws InterruptedException, SQLException {
        out.println("  starting the databases and the coordinator");
        try (DatabaseServer server = kind.start(run)) {
            Coordinator coordinator = Coordinator.start(run);
            try (ShopServices services = new ShopServices(
                    server::create,
                    coordinator.address(),
                    concurrency + MORE_CONNECTIONS,
                    UnaryOperator.identity(),
                    Wiring.plain())) {
                services.fill(plan);
                return buy(services, coordinator);
            } finally {
                coordinator.stop();
            }
        }
    }

    private Outcome buy(ShopServices services, Coordinator coordinator) throws InterruptedException {
        long start = System.nanoTime();
        try (Progress progress =
                new Progress(out, terminal, tally, plan.purchases().size())) {
            CoordinatorRestart restart = new CoordinatorRestart(coordinator, progress::say);
            CoordinatorKill kill = new CoordinatorKill(restart, plan.purchases().size() / 3, tally, services.baskets());
            PurchaseQueue queue = new PurchaseQueue(plan.purchases());
            new Buyers(services.shop(services.client()), services.client(), queue, kill, tally).buyAll(concurrency);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Duration lasted = restart.lasted();
            progress.say("  all purchases are over; waiting for phase two, then reading the books");
            List<String> heldRows = settle(services);
            Books books = services.books().read();
            return new Outcome(tally, Audit.of(plan, books, tally.claims(), heldRows), took, lasted, kill.locksSeen());
        }
    }

    /** @return the rows that are still locked when phase two has ended or the time is over */
    private List<String> settle(ShopServices services) throws InterruptedException {
        long highestOrder = (long) tally.ended() + tally.retries() + SKIPPED_IDS;
        Settlement.await(
                () -> services.books().openUndo().values().stream().allMatch(rows -> rows == 0)
                        && services.heldRows(plan, highestOrder).isEmpty(),
                SETTLE);
        return services.heldRows(plan, highestOrder);
    }
}
