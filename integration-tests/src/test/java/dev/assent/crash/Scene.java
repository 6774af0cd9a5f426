package dev.assent.crash;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.databases.DatabaseServers;
import dev.assent.demo.audit.Audit;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.services.ShopServices;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Shop;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.MessageType;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A coordinator to be killed, the services, and the buyers. */
final class Scene implements AutoCloseable {
    static final int CROWD = 4;
    static final int PURCHASES_EACH = 8;
    private static final int PATIENCE_SECONDS = 120;
    /** An id is used up by each attempt, and databases skip a few. */
    private static final int SKIPPED_IDS = 200;

    private final RunDirectory run = RunDirectory.create("assent-crash");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Purchases purchases;
    private final Coordinator coordinator;
    private final InterceptingBranches trap;
    private final ShopServices services;
    private final Wire wire;
    private final AssentClient patient;
    private final AssentClient hasty;
    private final Buyers buyers;
    private final List<Long> kills = new ArrayList<>();

    Scene(DatabaseServers servers, DatabaseKind kind, long seed)
            throws InterruptedException, SQLException, IOException {
        this.purchases = Purchases.draw(seed, CROWD * PURCHASES_EACH * Moment.values().length);
        this.coordinator = Coordinator.start(run);
        this.trap = new InterceptingBranches(coordinator);
        this.services = new ShopServices(name -> servers.fresh(kind), coordinator.address(), 20, Scene::eager, trap);
        services.fill(purchases.plan());
        this.wire = Wire.to(coordinator.address(), this::loses);
        this.patient = AssentClient.connect(eager(ClientOptions.to(wire.address(), "patient")));
        this.hasty = AssentClient.connect(eager(ClientOptions.to(wire.address(), "hasty")).toBuilder()
                .decisionDeadline(Duration.ofMillis(300))
                .build());
        this.buyers = new Buyers(trap, services.client());
    }

    /** Comes back soon after the coordinator does. */
    private static ClientOptions eager(ClientOptions options) {
        return options.toBuilder()
                .backoff(Duration.ofMillis(20), Duration.ofMillis(100))
                .build();
    }

    private boolean loses(int messageType) {
        return messageType == MessageType.GLOBAL_COMMIT_REQUEST.code()
                ? trap.reached(Moment.COMMIT_LEFT)
                : messageType == MessageType.GLOBAL_COMMIT_RESPONSE.code() && trap.reached(Moment.COMMIT_ANSWER_LOST);
    }

    /** One kill, or two, and a restart, while a bystander's transaction is open, beyond doubt, and a crowd buys. */
    void play(Moment moment) throws Exception {
        Attempt victim = new Attempt(trap::step);
        CompletableFuture<Long> dead = trap.arm(moment, victim);
        Shop shop = services.shop(services.client());
        var victimsPurchase = purchases.nextOther();
        var bystandersPurchase = purchases.nextOther();
        CountDownLatch parked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Attempt bystander = new Attempt(attempt -> park(attempt, parked, go));
        List<Future<Claim>> others = new ArrayList<>();
        others.add(threads.submit(() -> buyers.buy(shop, bystandersPurchase, bystander)));
        assertThat(parked.await(PATIENCE_SECONDS, SECONDS)).isTrue();
        assertThat(services.client().status(bystander.xid().orElseThrow())).isEqualTo(GlobalStatus.BEGIN);
        for (int i = 0; i < CROWD; i++) {
            others.add(threads.submit(() -> buyAgainAndAgain(shop)));
        }
        Future<Claim> victimsClaim =
                threads.submit(() -> buyers.buy(services.shop(way(moment)), victimsPurchase, victim));

        kills.add(dead.get(PATIENCE_SECONDS, SECONDS));
        if (moment == Moment.RECOVERY) {
            kills.addAll(new Recovery(coordinator, run, threads).kill(trap));
        }
        coordinator.restart();
        go.countDown();

        assertThat(victimsClaim.get(PATIENCE_SECONDS, SECONDS)).as("%s", moment).matches(moment::mayEndAs);
        for (Future<Claim> other : others) {
            other.get(PATIENCE_SECONDS, SECONDS);
        }
    }

    private AssentClient way(Moment moment) {
        return switch (moment) {
            case COMMIT_LEFT -> patient;
            case COMMIT_ANSWER_LOST -> hasty;
            default -> services.client();
        };
    }

    private Claim buyAgainAndAgain(Shop shop) {
        Claim last = Claim.UNKNOWN;
        for (int i = 0; i < PURCHASES_EACH; i++) {
            last = buyers.buy(shop, purchases.nextOfCrowd(), new Attempt(trap::step));
        }
        return last;
    }

    private static void park(Attempt attempt, CountDownLatch parked, CountDownLatch go) {
        if (attempt.branches() == 2) {
            parked.countDown();
            try {
                assertThat(go.await(PATIENCE_SECONDS, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Of each kill, how many transactions were undecided, beyond doubt, when it came. */
    List<Long> kills() {
        return List.copyOf(kills);
    }

    void audit() {
        Plan plan = purchases.plan();
        long highestOrder = (long) plan.purchases().size() + SKIPPED_IDS;
        await("phase two")
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> services.books().openUndo().values().stream().allMatch(rows -> rows == 0)
                        && services.heldRows(plan, highestOrder).isEmpty());
        assertThat(buyers.unexpected()).isEmpty();
        assertThat(Audit.of(plan, services.books().read(), buyers.claims(), services.heldRows(plan, highestOrder)))
                .isEmpty();
        assertThat(buyers.claims().values())
                .contains(Claim.COMMITTED, Claim.ROLLED_BACK)
                .doesNotContain(Claim.UNKNOWN);
        assertThat(buyers.asked()).as("outcomes that had to be asked for").isPositive();
    }

    /** Its last coordinator is killed too. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        patient.close();
        hasty.close();
        wire.close();
        services.close();
        run.close();
    }
}
