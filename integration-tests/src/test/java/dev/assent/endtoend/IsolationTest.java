package dev.assent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.fuzz.isolation.Protection;
import dev.assent.fuzz.isolation.Rounds;
import dev.assent.fuzz.isolation.TwoDatabases;
import dev.assent.fuzz.run.BuildSeeds;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some rounds of {@code ./assent check-isolation} on the databases that are servers. */
@ExtendWith(SharedServers.class)
final class IsolationTest {
    private static final int EACH = 40;
    private static final int THREADS = 6;

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRES", "MARIADB"})
    void nothingHappensThatIsRuledOut(DatabaseKind kind, DatabaseServers servers)
            throws SQLException, InterruptedException {
        BuildSeeds seeds = BuildSeeds.ofThisBuild(1);
        try (RunDirectory run = RunDirectory.create("assent-isolation-test")) {
            Coordinator coordinator = Coordinator.start(run);
            try (TwoDatabases databases = new TwoDatabases(
                    servers.fresh(kind), servers.fresh(kind), coordinator.address(), Protection.ALL, THREADS)) {
                Rounds rounds = new Rounds(databases);
                for (long seed : seeds.all()) {
                    rounds.lists(seed, EACH);
                    rounds.bank(seed, EACH);
                }
                String report = rounds.summary().toString();
                System.out.println("Isolation on " + kind + ", " + seeds.origin() + ": " + report);
                assertThat(rounds.summary().ruledOut()).as(report).isZero();
                assertThat(rounds.summary().committed()).as(report).isGreaterThan(EACH);
            } finally {
                coordinator.stop();
            }
        }
    }
}
