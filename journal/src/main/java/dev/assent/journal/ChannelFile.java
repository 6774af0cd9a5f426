package dev.assent.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** A file of a {@link FileDisk}. */
final class ChannelFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;
    private final Runnable closed;

    /** @param closed hears that the file no longer uses a descriptor */
    ChannelFile(Path path, FileChannel channel, Runnable closed) {
        this.path = path;
        this.channel = channel;
        this.closed = closed;
    }

    @Override
    public void write(long position, ByteBuffer bytes) {
        io(path, () -> {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            return at;
        });
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return io(path, () -> {
            int start = target.position();
            int last = 0;
            while (target.hasRemaining() && last >= 0) {
                last = channel.read(target, position + target.position() - start);
            }
            return target.position() - start;
        });
    }

    /** The size and the place of the bytes are forced with them; only the times of access are not. */
    @Override
    public void force() {
        io(path, () -> {
            channel.force(false);
            return path;
        });
    }

    @Override
    public long size() {
        return io(path, channel::size);
    }

    @Override
    public void close() {
        io(path, () -> {
            channel.close();
            closed.run();
            return path;
        });
    }

    @FunctionalInterface
    interface Io<T> {
        T run() throws IOException;
    }

    /** Java has no type for a full disk, only the operating system's words. */
    static <T> T io(Path path, Io<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (Stream.of("no space left", "quota exceeded", "not enough space").anyMatch(words::contains)) {
                throw JournalErrors.diskFull(path.toString(), e);
            }
            throw new UncheckedIOException(e.getMessage() + " (" + path + ")", e);
        }
    }
}
