package dev.assent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Whoever mistypes is told in one line what was expected, and with exit code 2. */
class OptionErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list --statte parked | Expected the options of assent tx list to be --server, --json, --help, --state,"
                        + " --application, --limit, --after, but got '--statte'. Is --state meant."
                        + " See ./assent tx list --help.",
                "list --state | Expected --state to be followed by STATE, but nothing follows.",
                "list --server=nonsense | Expected --server to be HOST:PORT, but it is 'nonsense'.",
                "list --json --json | Expected --json once, but it is there twice.",
                "list --json=maybe | Expected --json to be without a value, but got 'maybe'.",
                "show | Expected assent tx show to be given XID, but it is missing. See ./assent tx show --help.",
                "show a b | Expected the options of assent tx show to be",
                "erase | Expected the command of assent tx to be list, show, retry, pause, resume, force, but got 'erase'.",
                "force x | Expected --reason, for the record of what is given up, but there is none.",
                "force x --reason y | Expected --yes, since there is no terminal to ask at, but it is missing."
            })
    void aMistakeIsOneSentence(String line, String sentence) {
        StringWriter errors = new StringWriter();
        assertThat(tx(errors).execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().startsWith("ASN-4540: " + sentence);
    }

    @Test
    void noCommandAtAllIsOneToo() {
        StringWriter errors = new StringWriter();
        assertThat(tx(errors).execute()).isEqualTo(2);
        assertThat(errors.toString()).startsWith("ASN-4540: Expected a command: list, show");
    }

    private static CommandLine tx(StringWriter errors) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Terminal nobody = new Terminal(Optional.empty(), out, out, Instant.EPOCH, ZoneOffset.UTC);
        return Tx.commandLine(nobody).setErr(new PrintWriter(errors, true));
    }
}
