package dev.assent.fuzz.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import dev.assent.fuzz.history.Anomaly;
import dev.assent.fuzz.run.BuildSeeds;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Some rounds of {@code ./assent check-isolation} on H2, with and without protection. */
@TestInstance(Lifecycle.PER_CLASS)
final class IsolationOnH2Test {
    private static final int EACH = 40;

    private final RunDirectory run = RunDirectory.create("assent-isolation-test");
    private final DatabaseServer server = DatabaseKind.H2.start(run);
    private final Map<Protection, Summary> summaries = new EnumMap<>(Protection.class);

    @BeforeAll
    void run() throws SQLException, InterruptedException {
        BuildSeeds seeds = BuildSeeds.ofThisBuild(1);
        Coordinator coordinator = Coordinator.start(run);
        try {
            for (Protection protection : Protection.values()) {
                int rounds = protection == Protection.ALL ? 2 : 1;
                summaries.put(
                        protection,
                        rounds(protection, coordinator.address(), seeds.all().subList(0, rounds)));
            }
        } finally {
            coordinator.stop();
        }
        System.out.println("Isolation on H2, " + seeds.origin() + ": " + summaries.get(Protection.ALL));
    }

    private Summary rounds(Protection protection, String coordinator, List<Long> seeds) throws SQLException {
        String name = protection.name().replace("_", "").toLowerCase(Locale.ROOT);
        try (TwoDatabases databases =
                new TwoDatabases(server.create(name + 'x'), server.create(name + 'y'), coordinator, protection, 6)) {
            Rounds rounds = new Rounds(databases);
            for (long seed : seeds) {
                rounds.lists(seed, EACH);
                rounds.bank(seed, EACH);
            }
            return rounds.summary();
        }
    }

    @AfterAll
    void close() {
        server.close();
        run.close();
    }

    @Test
    void nothingHappensThatIsRuledOut() {
        Summary summary = summary(Protection.ALL);
        assertThat(summary.ruledOut()).as("%s", summary).isZero();
        assertThat(summary.committed()).as("%s", summary).isGreaterThan(EACH);
    }

    @Test
    void withoutLocksTransactionsOverwriteEachOther() {
        assertFound(Protection.NO_LOCKS, Anomaly.Kind.DIRTY_WRITE, Anomaly.Kind.NOT_UNDONE);
    }

    @Test
    void withoutChecksOfGlobalReadsTheySeeWhatIsUndecided() {
        assertFound(Protection.NO_READ_CHECKS, Anomaly.Kind.ABORTED_READ, Anomaly.Kind.TOTAL_CHANGED);
    }

    @Test
    void pastTheDataSourceARollbackLeavesValues() {
        assertFound(Protection.NO_UNDO, Anomaly.Kind.UNDONE_LEFT, Anomaly.Kind.OTHER_BALANCE);
    }

    private void assertFound(Protection protection, Anomaly.Kind... kinds) {
        Summary summary = summary(protection);
        assertThat(kinds)
                .as("%s", summary)
                .allSatisfy(kind -> assertThat(summary.count(kind)).isPositive());
    }

    private Summary summary(Protection protection) {
        return Objects.requireNonNull(summaries.get(protection));
    }
}
