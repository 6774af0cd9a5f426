package dev.assent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FuzzSqlTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed one | Expected --seed to be a whole number, but got 'one'. See ./assent fuzz-sql --help.",
                "--db oracle | Expected --db to be h2, postgres or mariadb, but got 'oracle'"
            })
    void aMistakeIsOneSentenceAndNothingIsStarted(String line, String sentence) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().contains(sentence);
        assertThat(out.size()).isZero();
    }

    @Test
    void theFirstLineSaysHowToRunItAgain() {
        assertThat(run("--ordinary --transactions 3 --seed 1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .startsWith("Assent fuzz-sql: --db h2 --ordinary --transactions 3 --seed 1")
                .anyMatch(line -> line.startsWith("3 transactions, "))
                .endsWith("0 transactions with differences, of 0 kinds");
    }

    private int run(String line) {
        return FuzzSql.commandLine(new PrintStream(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true))
                .execute(line.split(" ", -1));
    }
}
