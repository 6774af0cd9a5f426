package dev.assent.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--minutes 0 | Expected --minutes to be a number from 0.1 to 1440.0, but got 0.0. See ./assent chaos --help.",
                "--seed one | Expected --seed to be a whole number, but got 'one'. See ./assent chaos --help.",
                "--minutes | Expected --minutes to be followed by N, but nothing follows. See ./assent chaos --help.",
                "--database h2 | Expected the options of assent chaos to be --minutes, --db, --seed, --figures, --help, but"
            })
    void aMistakeIsOneSentenceAndNothingIsStarted(String line, String sentence) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter errors = new StringWriter();

        int code = Chaos.commandLine(new PrintStream(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true))
                .execute(line.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().startsWith("ASN-4540: " + sentence);
        assertThat(out.size()).isZero();
    }
}
