package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class DescriptorsTest {
    @TempDir
    private Path directory;

    @Test
    void whenTheProcessHasNoneLeftOursAreUsedAndTakenBackLater() throws IOException {
        try (Descriptors descriptors = new Descriptors(directory)) {
            int all = descriptors.kept();

            // when
            int found = descriptors.use(() -> {
                if (descriptors.kept() > all - 2) {
                    throw new IOException(directory + ": Too many open files");
                }
                return descriptors.kept();
            });

            // then
            assertThat(found).isEqualTo(all - 2);

            // when
            descriptors.refill();

            // then
            assertThat(descriptors.kept()).isEqualTo(all);
        }
    }

    @Test
    void whenOursAreGoneTooTheErrorIsTheCallers() throws IOException {
        try (Descriptors descriptors = new Descriptors(directory)) {
            assertThatThrownBy(() -> descriptors.use(() -> {
                        throw new IOException("Too many open files");
                    }))
                    .isInstanceOf(IOException.class);
            assertThat(descriptors.kept()).isZero();
        }
    }

    @Test
    void anotherErrorCostsNone() throws IOException {
        try (Descriptors descriptors = new Descriptors(directory)) {
            int all = descriptors.kept();
            assertThatThrownBy(() -> descriptors.use(() -> {
                        throw new IOException("Permission denied");
                    }))
                    .hasMessage("Permission denied");
            assertThat(descriptors.kept()).isEqualTo(all);
        }
    }
}
