package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The dry run. */
class StatementReportTest {
    @Test
    void eachStatementIsListedOnceAndRunsAsItIs() {
        try (ConfigurableApplicationContext context =
                Applications.start(Application.class, "assent.at.report=true", "assent.doctor=off")) {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            jdbc.execute("CREATE TABLE note (text VARCHAR(20))");
            for (int i = 0; i < 2; i++) {
                jdbc.update("UPDATE stock SET amount = amount - ? WHERE item = ?", 1, "shoe");
                jdbc.update("INSERT INTO note VALUES ('kept')");
                jdbc.execute("TRUNCATE TABLE note");
                jdbc.queryForObject("SELECT COUNT(*) FROM stock", Integer.class);
            }

            assertThat(Objects.requireNonNull(jdbc.queryForObject("SELECT amount FROM stock", Integer.class)))
                    .isEqualTo(8);
            assertThat(context.getBean(DataSourceGuards.class).report().lines())
                    .filteredOn(line ->
                            !line.sql().contains("flyway") && !line.sql().startsWith("CREATE"))
                    .extracting(line -> line.sql() + ": " + shortened(line.refusal()))
                    .contains(
                            "UPDATE stock SET amount = amount - ? WHERE item = ?: protected",
                            "INSERT INTO note VALUES ('kept'): ASN-4303",
                            "TRUNCATE TABLE note: ASN-4368")
                    .noneMatch(line -> line.startsWith("SELECT COUNT"));
        }
    }

    private static String shortened(@org.jspecify.annotations.Nullable String refusal) {
        return refusal == null ? "protected" : refusal.substring(0, "ASN-4303".length());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
