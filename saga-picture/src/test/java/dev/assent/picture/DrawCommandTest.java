package dev.assent.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DrawCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = SagaCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void aDefinitionBecomesAPicture() throws IOException {
        Path definition = Files.writeString(folder.resolve("purchase.json"), PictureTest.PURCHASE);
        Path picture = folder.resolve("p.svg");
        assertThat(run("draw", definition.toString(), "-o", picture.toString())).isZero();
        assertThat(out).hasToString("Machine purchase, 11 states: " + picture + System.lineSeparator());
        assertThat(picture).content().startsWith("<svg ").endsWith("</svg>\n");
    }

    @Test
    void aWrongDefinitionIsListedAndNotDrawn() throws IOException {
        Path definition = Files.writeString(folder.resolve("x.json"), "{\"Name\": \"x\"}");
        Path picture = folder.resolve("x.svg");
        assertThat(run("draw", definition.toString(), "-o", picture.toString())).isOne();
        assertThat(err.toString())
                .startsWith("ASN-6101: Expected " + definition)
                .contains("States: expected");
        assertThat(picture).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing.json");
        assertThat(run("draw", missing.toString())).isOne();
        assertThat(err.toString()).startsWith("Expected to read " + missing);
    }
}
