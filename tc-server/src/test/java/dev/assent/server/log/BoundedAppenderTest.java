package dev.assent.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever logs never waits for standard error, and never fails with it. */
@Timeout(60)
class BoundedAppenderTest {
    private static final int ROOM = 1_000;
    private static final int LINE = 10;

    private final LoggerContext context = new LoggerContext();
    private final BlockedStream stream = new BlockedStream();
    private final BoundedAppender appender = new BoundedAppender(stream, ROOM);

    private void start(EncoderBase<ILoggingEvent> encoder) {
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }

    private void log(String text) {
        appender.doAppend(new LoggingEvent("", context.getLogger("x"), Level.INFO, text, null, null));
    }

    @Test
    void linesBeyondTheBoundAreLostAndCounted() {
        start(new PlainLines());
        int sent = 1_000_000;
        for (int i = 0; i < sent; i++) {
            log("123456789");
        }
        stream.released.countDown();
        await().until(() -> stream.text().contains("are lost"));
        appender.stop();
        List<String> lines = stream.text().lines().toList();
        long written = lines.stream().filter("123456789"::equals).count();
        assertThat(written).isBetween(1L, (long) ROOM / LINE);
        assertThat(lines)
                .contains("%,d lines of this log are lost: they came faster than standard error took them"
                        .formatted(sent - written));
    }

    @Test
    void anErrorInTheAppenderIsNotTheCallers() {
        start(new PlainLines() {
            @Override
            public byte[] encode(ILoggingEvent event) {
                if (event.getFormattedMessage().equals("too much")) {
                    throw new OutOfMemoryError("thrown by this test");
                }
                return super.encode(event);
            }
        });
        stream.released.countDown();
        log("too much");
        log("enough");
        appender.stop();
        assertThat(stream.text().lines())
                .containsExactly(
                        "enough", "1 lines of this log are lost: they came faster than standard error took them");
    }

    @Test
    void whatWasLoggedBeforeTheStopIsWritten() {
        start(new PlainLines());
        stream.released.countDown();
        for (int i = 0; i < 50; i++) {
            log("line " + i);
        }
        appender.stop();
        assertThat(stream.text().lines()).hasSize(50).endsWith("line 49");
    }

    @AfterEach
    void release() {
        stream.released.countDown();
        appender.stop();
    }

    private static class PlainLines extends EncoderBase<ILoggingEvent> {
        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return (event.getFormattedMessage() + '\n').getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }

    /** A pipe that nobody reads until it is released. */
    private static final class BlockedStream extends ByteArrayOutputStream {
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void write(byte[] bytes) {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            writeBytes(bytes);
        }

        String text() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
