package dev.assent.seata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeataApiTest {
    @TempDir
    private Path data;

    @Test
    void withoutAClientTheNamesSayWhatIsMissing() {
        assertThatThrownBy(() -> GlobalTransactionContext.createNew().begin())
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("ASN-4901")
                .hasMessageContaining("SeataApi.connect(client)");
    }

    @Test
    void theLastOneConnectedIsUsedUntilItIsClosed() throws Exception {
        try (OneService service = new OneService(data)) {
            SeataApi.Connection second = SeataApi.connect(service.client());
            assertThat(SeataApi.connected()).isSameAs(second);

            second.close();

            assertThat(SeataApi.connected()).isSameAs(service.connection());
        }
    }

    @Test
    void seatasOwnClassesBesideThemAreRefused() throws IOException {
        Path copy = data.resolve("org/apache/seata/core/context/RootContext.class");
        Files.createDirectories(copy.getParent());
        Files.createFile(copy);
        try (URLClassLoader both =
                new URLClassLoader(new URL[] {data.toUri().toURL()}, SeataApi.class.getClassLoader())) {
            assertThatThrownBy(() -> ClassPath.requireOurs(both))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContaining("ASN-4902")
                    .hasMessageContaining(data.toString());
        }
        assertThatCode(() -> ClassPath.requireOurs(SeataApi.class.getClassLoader()))
                .doesNotThrowAnyException();
    }
}
