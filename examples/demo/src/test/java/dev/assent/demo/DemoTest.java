package dev.assent.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class DemoTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --db=oracle        | Expected --db to be h2, postgres or mariadb, but got 'oracle'
                    --db=H2            | Expected --db to be h2, postgres or mariadb, but got 'H2'
                    --purchases=9      | Expected --purchases to be a number from 10 to 1,000,000, but got 9
                    --purchases=many   | Expected --purchases to be a whole number, but got 'many'
                    --concurrency=0    | Expected --concurrency to be a number from 1 to 64, but got 0
                    --concurrency=65   | Expected --concurrency to be a number from 1 to 64, but got 65
                    --seed=x           | Expected --seed to be a whole number, but got 'x'
                    --speed=3          | but got '--speed=3'
                    """)
    void aBadOptionIsOneLineAndCodeTwo(String option, String said) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("ASN-4540: Expected ")
                .contains(said)
                .endsWith(" See ./assent demo --help.\n")
                .hasLineCount(1);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void helpNamesEveryOption() {
        StringWriter usage = new StringWriter();
        int code = commandLine().setOut(new PrintWriter(usage)).execute("--help");
        assertThat(code).isZero();
        assertThat(usage.toString())
                .contains("--db", "--purchases", "--concurrency", "--seed", "--help")
                .doesNotContain("--terminal");
    }

    private int run(String option) {
        return commandLine().execute(option);
    }

    private CommandLine commandLine() {
        return Demo.commandLine(new PrintStream(out, true, UTF_8)).setErr(new PrintWriter(err, true));
    }
}
