package dev.assent.demo.run;

import dev.assent.demo.audit.Audit;
import dev.assent.demo.audit.Books;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.premises.ShopServices;
import dev.assent.demo.premises.Wiring;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Shop;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The whole demo, once: open, buy, pull the plug meanwhile, wait, audit. */
public final class DemoRun {
    /** What the coordinator gives open transactions after a restart, and phase two some time on top. */
    private static final Duration SETTLE = Shop.TIMEOUT.plusSeconds(40);
    /** An id is used up by each attempt, and databases skip a few. */
    private static final int SKIPPED_IDS = 200;
    /** For phase two, which has a thread pool of its own. */
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
            try (ShopServices premises = new ShopServices(
                    server::create,
                    coordinator.address(),
                    concurrency + MORE_CONNECTIONS,
                    UnaryOperator.identity(),
                    Wiring.plain())) {
                premises.fill(plan);
                return buy(premises, coordinator);
            } finally {
                coordinator.stop();
            }
        }
    }

    private Outcome buy(ShopServices premises, Coordinator coordinator) throws InterruptedException {
        long start = System.nanoTime();
        try (Progress progress =
                new Progress(out, terminal, tally, plan.purchases().size())) {
            Outage outage = new Outage(coordinator, progress::say);
            PowerCut powerCut = new PowerCut(outage, plan.purchases().size() / 3, tally, premises.baskets());
            Till till = new Till(plan.purchases());
            new Buyers(premises.shop(premises.client()), premises.client(), till, powerCut, tally).buyAll(concurrency);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Duration lasted = outage.lasted();
            progress.say("  all purchases are over; waiting for phase two, then reading the books");
            List<String> heldRows = settle(premises);
            Books books = premises.books().read();
            return new Outcome(
                    tally, Audit.of(plan, books, tally.claims(), heldRows), took, lasted, powerCut.locksSeen());
        }
    }

    /** @return the rows that are still held when nothing moves any more, or the time is over */
    private List<String> settle(ShopServices premises) throws InterruptedException {
        long highestOrder = (long) tally.ended() + tally.retries() + SKIPPED_IDS;
        Settlement.await(
                () -> premises.books().openUndo().values().stream().allMatch(rows -> rows == 0)
                        && premises.heldRows(plan, highestOrder).isEmpty(),
                SETTLE);
        return premises.heldRows(plan, highestOrder);
    }
}
