package dev.assent.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.server.Databases;
import java.sql.SQLException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Random transactions on H2. */
final class RandomSqlOnH2Test {
    private static final int HALF = 100;

    @Test
    void theDataSourceDoesWhatPlainJdbcDoesAndUndoesIt() throws SQLException {
        BuildSeeds seeds = BuildSeeds.ofThisBuild(HALF);
        try (RunDirectory run = RunDirectory.create("assent-fuzz-test");
                Databases databases = Databases.start(DatabaseKind.H2, run)) {
            Findings findings = new Campaign(
                            databases, EnumSet.copyOf(Feature.of(DatabaseKind.H2)), line -> {}, line -> {})
                    .run(seeds.all());
            String report = Report.of(findings, DatabaseKind.H2, "");
            System.out.println("Random SQL on H2, " + seeds.origin() + ": " + report);
            assertThat(findings.differing()).as(report).isZero();
            assertThat(findings.transactions()).isGreaterThan(HALF);
        }
    }
}
