package dev.assent.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path empty;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --restart-after=-1   | Expected --restart-after to be a number from 0 to 3600, but got -1
                    --restart-after=soon | Expected --restart-after to be a whole number, but got 'soon'
                    --port=8080          | but got '--port=8080'
                    """)
    void aBadOptionIsOneLineAndCodeTwo(String option, String sentence) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("ASN-4540: Expected ")
                .contains(sentence)
                .endsWith(" See ./assent shop --help.\n")
                .hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void withoutTheServicesItSaysWhatBuildsThem() {
        assertThat(run("--restart-after=0")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("ASN-4705: Expected the class path of the service accounts, but ");
    }

    private int run(String option) {
        return Shop.commandLine(new PrintStream(out, true, UTF_8), empty)
                .setErr(new PrintWriter(errors, true))
                .execute(option);
    }
}
