package dev.assent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.core.Policy;
import dev.assent.journal.FileDisk;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.LocalLog;
import dev.assent.server.CoordinatorServer;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.edge.SystemClock;
import dev.assent.server.loop.Startup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that each part of the benchmarks works. It measures nothing. */
class HarnessTest {
    @TempDir
    private Path directory;

    @Test
    void anEchoComesBackFromAProcessOfItsOwn() throws Exception {
        try (ServerProcess server = ServerProcess.own(Echo.Server.class);
                Echo echo = new Echo(server.number("port "))) {
            AtomicInteger left = new AtomicInteger(100);
            Load.runOut(4, caller -> {
                echo.call();
                return left.decrementAndGet() > 0;
            });
            assertThat(left).hasNonPositiveValue();
            assertThat(server.residentMib()).isPositive();
            assertThat(LiveHeap.bytes(server.pid())).isPositive();
        }
    }

    @Test
    void idleConnectionsAreRegisteredBesideALoad() throws Exception {
        ServerOptions options = ServerOptions.builder().port(0).data(directory).build();
        try (CoordinatorServer server = CoordinatorServer.start(options, failure -> {});
                ServerProcess idle = ServerProcess.own(IdleConnections.class, Integer.toString(server.port()), "3");
                AssentClient client = AssentClient.connect(ClientOptions.to(server.address(), "benchmark"))) {
            assertThat(idle.firstLine()).isEqualTo("3 connections");
            AtomicInteger left = new AtomicInteger(100);
            Load.runOut(2, caller -> {
                client.commit(client.begin("empty", Duration.ofMinutes(1)));
                return left.decrementAndGet() > 0;
            });
            assertThat(left).hasNonPositiveValue();
        }
    }

    @Test
    void aLongLifeLeavesWhatIsOpenAndWhatWasWrittenBehindIt() {
        LongHistory.write(directory, 600, 50, 3_000);
        try (FileDisk disk = FileDisk.open(directory)) {
            LocalLog log = new LocalLog(
                    disk, JournalOptions.defaults(), new java.util.Random(1), Runnable::run, Runnable::run);
            Startup startup = Startup.of(
                    log,
                    Policy.of("127.0.0.1:8091"),
                    new SystemClock(),
                    new java.util.Random(1),
                    step -> {},
                    why -> {});
            assertThat(startup.coordinator().openTransactions()).isEqualTo(50);
            assertThat(startup.coordinator().lockedRows()).isEqualTo(50);
            assertThat(log.recovery().records()).isGreaterThan(3_000);
            log.close();
        }
    }

    @Test
    void whatSeatasClientReportsIsRead() {
        SeataRow row = SeataRow.parse("perSecond=2 transactions=4 settled=1.5 deliveredAtStop=0.5 drainSeconds=0.25"
                + " clientCpu=3 serverCpu=1 p50=10 p99=20 p999=30 errors=1 undelivered=2");
        assertThat(row).isEqualTo(new SeataRow(2, 1.5, 250_000, 0.75, 0.5, 0.25, 10, 20, 30, 3));
    }
}
