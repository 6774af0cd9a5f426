package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.server.port.Scheduler;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a connection may bring nothing. */
@Timeout(60)
class SilenceTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void whoIsSilentLosesItsConnection() throws IOException {
        try (Edge edge = new Edge("127.0.0.1", 0, SHORT, new Nobody());
                SocketPeer peer = new SocketPeer(edge.address().getPort())) {
            peer.expectClosed();
        }
    }

    /** A later one with a limit is closed while the first without one still stands. */
    @Test
    void withoutALimitNobodyDoes() throws IOException {
        try (Edge patient = new Edge("127.0.0.1", 0, Duration.ZERO, new Nobody());
                Edge impatient = new Edge("127.0.0.1", 0, SHORT, new Nobody());
                SocketPeer first = new SocketPeer(patient.address().getPort());
                SocketPeer later = new SocketPeer(impatient.address().getPort())) {
            later.expectClosed();
            assertThat(first.isClosedByNow()).isFalse();
        }
    }

    /** There is no loop behind these connections. */
    private static final class Nobody implements Scheduler {
        @Override
        public void run(Runnable task) {}

        @Override
        public void after(Duration delay, Runnable task) {}

        @Override
        public void io(Runnable task) {}

        @Override
        public void background(Runnable task) {}
    }
}
