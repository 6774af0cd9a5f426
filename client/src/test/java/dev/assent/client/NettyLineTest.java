package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;

/** The build runs the tests of this module on two lines of Netty, and each run is on the line it says. */
final class NettyLineTest {
    @Test
    void allOfNettyIsOfTheLineThatThisRunIsAbout() {
        String line = System.getProperty("assent.netty.line", "4.2.");

        assertThat(Version.identify().values())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(module.artifactVersion()).startsWith(line));
    }
}
