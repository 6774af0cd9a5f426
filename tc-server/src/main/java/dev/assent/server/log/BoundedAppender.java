package dev.assent.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes the log to standard error on a thread of its own. The thread that logs never waits: while standard error takes
 * nothing, lines are kept up to {@link #MAX_QUEUED_BYTES}, and those beyond are dropped and counted. How many were lost
 * is written as soon as a line can be written again.
 */
public final class BoundedAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** How much of the log waits for standard error at most. */
    public static final int MAX_QUEUED_BYTES = 1 << 20;

    private static final int MAX_LINE_BYTES = 64 << 10;
    private static final long FLUSH_LIMIT_MILLIS = 1_000;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final OutputStream out;
    private final int maxQueuedBytes;
    private @Nullable Encoder<ILoggingEvent> encoder;
    private @Nullable Thread writer;

    public BoundedAppender() {
        // not System.err: a thread that prints there while standard error blocks holds its lock
        this(new FileOutputStream(FileDescriptor.err), MAX_QUEUED_BYTES);
    }

    BoundedAppender(OutputStream out, int maxQueuedBytes) {
        this.out = out;
        this.maxQueuedBytes = maxQueuedBytes;
    }

    /** Called by Logback's configuration, before {@link #start}. */
    public void setEncoder(Encoder<ILoggingEvent> value) {
        encoder = value;
    }

    @Override
    public void start() {
        if (encoder == null) {
            addError("Expected an encoder for appender " + getName() + ", but there is none");
            return;
        }
        Thread thread = new Thread(this::write, "assent-log");
        thread.setDaemon(true);
        writer = thread;
        thread.start();
        super.start();
    }

    /** Takes no more lines, and waits at most 1 s until those it has are written. */
    @Override
    public void stop() {
        Thread thread = writer;
        if (!isStarted() || thread == null) {
            return;
        }
        super.stop();
        lines.add(END);
        try {
            thread.join(FLUSH_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the log of this process: what was logged is written, as far as that takes no more than 1 s. */
    public static void flush() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        Encoder<ILoggingEvent> used = encoder;
        if (used == null || queuedBytes.get() >= maxQueuedBytes) {
            lost.incrementAndGet();
            return;
        }
        try {
            enqueue(bounded(used.encode(event)));
        } catch (RuntimeException | Error e) { // logging must never end the thread that logs: the line counts as lost
            lost.incrementAndGet();
        }
    }

    private void enqueue(byte[] line) {
        if (queuedBytes.addAndGet(line.length) > maxQueuedBytes) {
            queuedBytes.addAndGet(-line.length);
            lost.incrementAndGet();
        } else {
            lines.add(line);
        }
    }

    private static byte[] bounded(byte[] line) {
        if (line.length <= MAX_LINE_BYTES) {
            return line;
        }
        byte[] cut = Arrays.copyOf(line, MAX_LINE_BYTES);
        cut[MAX_LINE_BYTES - 1] = '\n';
        return cut;
    }

    private void write() {
        try {
            for (byte[] line = lines.take(); line != END; line = lines.take()) {
                write(line);
                queuedBytes.addAndGet(-line.length);
                writeLosses();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeLosses() {
        long count = lost.getAndSet(0);
        Encoder<ILoggingEvent> used = encoder;
        if (count > 0 && used != null && getContext() instanceof LoggerContext loggers) {
            Logger logger = loggers.getLogger(BoundedAppender.class);
            String said = String.format(
                    Locale.ROOT,
                    "%,d lines of this log are lost: they came faster than standard error took them",
                    count);
            write(used.encode(new LoggingEvent(Logger.FQCN, logger, Level.WARN, said, null, null)));
        }
    }

    private void write(byte[] line) {
        try {
            out.write(line);
        } catch (IOException e) {
            lost.incrementAndGet(); // standard error is closed: there is no other place to say so
        }
    }
}
