package dev.assent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.services.ShopServices;
import dev.assent.demo.services.Wiring;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseListener;
import dev.assent.demo.shop.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shop on virtual threads: none of them holds its carrier while it waits, as it did under {@code synchronized} until JDK 23. */
@ExtendWith(SharedServers.class)
@EnabledForJreRange(min = JRE.JAVA_25)
final class VirtualThreadsTest {
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final int WARM_UP = 20;
    private static final int PURCHASES = 300;

    @TempDir
    private Path directory = Path.of("");

    /** The control: such an event is recorded, and the recording shows it. */
    @Test
    void aThreadThatWaitsWhileItInitialisesAClassIsSeen() throws Exception {
        Path events = directory.resolve("control.jfr");
        try (Recording recording = pinnedThreads()) {
            recording.start();
            ExecutorService threads = onePerTask();
            threads.submit(Slow::new).get();
            threads.shutdown();
            recording.stop();
            recording.dump(events);
        }
        assertThat(RecordingFile.readAllEvents(events)).isNotEmpty();
    }

    private static Recording pinnedThreads() {
        Recording recording = new Recording();
        recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
        return recording;
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void noThreadOfTheShopIsPinned(DatabaseKind kind, DatabaseServers servers) throws Exception {
        Plan plan = Plan.draw(1, PURCHASES);
        Path events = directory.resolve(kind + ".jfr");
        RunDirectory run = RunDirectory.create("assent-virtual-threads");
        Coordinator coordinator = Coordinator.start(run);
        try (run;
                ShopServices services = new ShopServices(
                        name -> servers.fresh(kind), coordinator.address(), 8, each -> each, Wiring.plain());
                Recording recording = pinnedThreads()) {
            services.fill(plan);
            Shop shop = services.shop(services.client());
            buy(
                    shop,
                    plan.purchases().subList(0, WARM_UP)); // a thread that initialises a class is pinned in any program
            recording.start();
            buy(shop, plan.purchases().subList(WARM_UP, PURCHASES));
            recording.stop();
            recording.dump(events);
            coordinator.stop();
        }
        assertThat(RecordingFile.readAllEvents(events))
                .extracting(RecordedEvent::toString)
                .isEmpty();
    }

    /** All at once, each on a thread of its own. */
    private static void buy(Shop shop, List<Purchase> purchases) throws Exception {
        ExecutorService threads = onePerTask();
        List<Future<Long>> bought = new ArrayList<>();
        for (Purchase purchase : purchases) {
            bought.add(threads.submit(() -> shop.buy(purchase, new Unheard())));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        assertThat(bought).anyMatch(VirtualThreadsTest::hasSucceeded);
    }

    private static boolean hasSucceeded(Future<Long> purchase) {
        try {
            return purchase.get() > 0;
        } catch (Exception e) {
            return false; // there was too little of something
        }
    }

    /** The sources are compiled for JDK 17, which has no such method. */
    private static ExecutorService onePerTask() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static final class Slow {
        static {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private record Unheard() implements PurchaseListener {
        @Override
        public void began() {}

        @Override
        public void stepCommitted(String step) {}

        @Override
        public void bodyCompleted() {}

        @Override
        public void endRequested() {}
    }
}
