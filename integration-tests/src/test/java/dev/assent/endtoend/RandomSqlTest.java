package dev.assent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.fuzz.run.BuildSeeds;
import dev.assent.fuzz.run.Campaign;
import dev.assent.fuzz.run.Findings;
import dev.assent.fuzz.run.Report;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.server.Databases;
import java.sql.SQLException;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some transactions of {@code ./assent fuzz-sql} on the databases that are servers. */
final class RandomSqlTest {
    private static final int HALF = 15;

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRES", "MARIADB"})
    void theDataSourceDoesWhatPlainJdbcDoesAndUndoesIt(DatabaseKind kind) throws SQLException {
        DatabaseServers.requireThatItRuns(kind);
        BuildSeeds seeds = BuildSeeds.ofThisBuild(HALF);
        try (RunDirectory run = RunDirectory.create("assent-fuzz-test");
                Databases databases = Databases.start(kind, run)) {
            Findings findings =
                    new Campaign(databases, EnumSet.copyOf(Feature.of(kind)), line -> {}, line -> {}).run(seeds.all());
            String report = Report.of(findings, kind, "");
            System.out.println("Random SQL on " + kind + ", " + seeds.origin() + ": " + report);
            assertThat(findings.differing()).as(report).isZero();
            assertThat(findings.transactions()).isGreaterThan(HALF);
        }
    }
}
