package dev.assent.journal;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Some open handles that are used for nothing: when the connections of the process have taken all that the operating system
 * gives it, the journal still gets these. Any thread may call.
 */
final class Descriptors implements AutoCloseable {
    private static final int KEPT = 8;

    private final Path directory;
    private final Deque<FileChannel> kept = new ArrayDeque<>();
    private boolean closed;

    Descriptors(Path directory) {
        this.directory = directory;
        refill();
    }

    /** Runs the work, again with one handle less of ours as long as there are none left for it. */
    synchronized <T> T use(ChannelFile.Io<T> work) throws IOException {
        while (true) {
            try {
                return work.run();
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("too many open files")
                        || kept.isEmpty()) {
                    throw e;
                }
                kept.pop().close();
            }
        }
    }

    /** After a handle was closed: takes it, if there are too few. */
    final synchronized void refill() {
        try {
            while (!closed && kept.size() < KEPT) {
                kept.push(FileChannel.open(directory, READ));
            }
        } catch (IOException e) {
            // Windows opens no directory; elsewhere the next one that is closed does
        }
    }

    synchronized int kept() {
        return kept.size();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        while (!kept.isEmpty()) {
            kept.pop().close();
        }
    }
}
