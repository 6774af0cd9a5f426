package dev.assent.simulation.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seeds 0 | Expected --seeds to be from 1 to 100,000,000, but got 0. See ./assent simulate --help.",
                "--seeds many | Expected --seeds to be a whole number, but got 'many'. See ./assent simulate --help.",
                "--seed | Expected --seed to be followed by N, but nothing follows. See ./assent simulate --help.",
                "--sed 1 | Expected the options of assent simulate to be --seeds, --minutes, --seed, --trace, --help, but got '--sed'.",
                "--minutes 0 | Expected --minutes to be from 1 to 10,080, but got 0. See ./assent simulate --help.",
                "--minutes 10081 | Expected --minutes to be from 1 to 10,080, but got 10,081.",
                "--minutes ten | Expected --minutes to be a whole number, but got 'ten'.",
                "--minutes 1 --seeds 7 | Expected --minutes to be given alone or with --seed, but --seeds is there too.",
                "--minutes 1 --trace | Expected --minutes to be given alone or with --seed, but --trace is there too.",
                "--trace --trace | Expected --trace once, but it is there twice. See ./assent simulate --help."
            })
    void aMistakeIsOneSentenceAndNoWorldIsRun(String line, String sentence) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter errors = new StringWriter();

        int code = Simulate.commandLine(new PrintStream(out, true, StandardCharsets.UTF_8), () -> 1)
                .setErr(new PrintWriter(errors, true))
                .execute(line.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().startsWith("ASN-4540: " + sentence);
        assertThat(out.size()).isZero();
    }
}
