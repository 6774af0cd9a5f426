package dev.assent.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the operating system, for one process at a time. Two files keep others out: {@code lock}, which the
 * operating system locks and frees whatever way the process ends, and {@code holder}, which names the process that has
 * it. A process that is named there must not even open the lock, because POSIX drops a process's lock when it closes
 * any handle of the file.
 */
public final class FileDisk implements Disk, AutoCloseable {
    private static final String LOCK = "lock";

    /** Windows cannot, and need not: NTFS journals its directories. */
    private static final boolean CAN_FORCE_DIRECTORIES = File.separatorChar != '\\';

    /** Longer than a coordinator takes to notice that its lock file has gone: it looks each second. */
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(3);

    private final Path directory;
    private final FileChannel lock;
    private final @Nullable Object lockedFile;
    private final Descriptors descriptors;
    private final @Nullable FileChannel handle;

    private FileDisk(Path directory, FileChannel lock) throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.lockedFile = fileKey(directory);
        this.handle = CAN_FORCE_DIRECTORIES ? FileChannel.open(directory, READ) : null;
        this.descriptors = new Descriptors(directory);
    }

    /** Null where the file system has none. */
    private static @Nullable Object fileKey(Path directory) throws IOException {
        return Files.readAttributes(directory.resolve(LOCK), BasicFileAttributes.class)
                .fileKey();
    }

    /**
     * Creates the directory if need be.
     *
     * @throws JournalException.NotAllowed if a process has it open, this one included
     */
    public static FileDisk open(Path directory) {
        return open(directory, FileDisk::letAnEarlierOneNotice);
    }

    static FileDisk open(Path directory, Runnable lockWasGone) {
        synchronized (
                FileDisk.class) { // no other thread of this process opens the lock between the look at the holder and
            // the lock
            return ChannelFile.io(directory, () -> {
                Files.createDirectories(directory);
                Path holder = directory.resolve("holder");
                String last = Files.exists(holder) ? Files.readString(holder) : "of unknown id";
                if (last.contains("started") && last.equals(thisProcess())) {
                    throw JournalErrors.inUse(directory.toString(), last);
                }
                boolean isGone = Files.exists(holder) && !Files.exists(directory.resolve(LOCK));
                FileChannel lock = lock(directory, last);
                try {
                    Files.writeString(holder, thisProcess());
                    if (isGone) {
                        lockWasGone.run();
                    }
                    return new FileDisk(directory, lock);
                } catch (IOException e) {
                    lock.close();
                    throw e;
                }
            });
        }
    }

    /** A process that held the deleted lock may still run; it stops as soon as it looks. */
    private static void letAnEarlierOneNotice() {
        LockSupport.parkNanos(UNTIL_NOTICED.toNanos());
    }

    private static FileChannel lock(Path directory, String holder) throws IOException {
        FileChannel lock = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            lock.close(); // the same, seen from another class loader of this process
            throw JournalErrors.inUse(directory.toString(), thisProcess());
        }
        lock.close();
        throw JournalErrors.inUse(directory.toString(), holder);
    }

    /**
     * The start time distinguishes this process from an earlier one of the same id, which in a container is always 1.
     */
    private static String thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid()
                + self.info().startInstant().map(start -> ", started " + start).orElse("");
    }

    @Override
    public List<String> list() {
        return ChannelFile.io(
                directory,
                () -> descriptors.use(() -> {
                    try (Stream<Path> files = Files.list(directory)) {
                        return files.map(file -> file.getFileName().toString()).toList();
                    }
                }));
    }

    @Override
    public DiskFile create(String name) {
        return file(name, CREATE_NEW, READ, WRITE);
    }

    @Override
    public DiskFile open(String name) {
        return file(name, READ);
    }

    private DiskFile file(String name, OpenOption... options) {
        Path path = directory.resolve(name);
        FileChannel channel = ChannelFile.io(path, () -> descriptors.use(() -> FileChannel.open(path, options)));
        return new ChannelFile(path, channel, descriptors::refill);
    }

    @Override
    public void rename(String from, String to) {
        Path target = directory.resolve(to);
        ChannelFile.io(target, () -> Files.move(directory.resolve(from), target, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void delete(String name) {
        Path path = directory.resolve(name);
        ChannelFile.io(path, () -> Files.deleteIfExists(path));
    }

    /**
     * The lock binds only processes that open the same file: if its name leads to another file, or to no file, it binds
     * no process.
     */
    @Override
    public void requireOwner() {
        try {
            if (!Objects.equals(fileKey(directory), lockedFile)) {
                throw JournalErrors.takenOver("file %s is another one".formatted(directory.resolve(LOCK)));
            }
        } catch (NoSuchFileException e) {
            throw JournalErrors.takenOver("file %s has gone".formatted(directory.resolve(LOCK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage() + " (" + directory + ")", e);
        }
    }

    @Override
    public void forceDirectory() {
        FileChannel open = handle;
        if (open != null) {
            ChannelFile.io(directory, () -> {
                open.force(true);
                return open;
            });
        }
    }

    /** Lets the next process in. Close the journal first. */
    @Override
    public void close() {
        synchronized (FileDisk.class) {
            if (lock.isOpen()) {
                ChannelFile.io(directory, () -> {
                    descriptors.close();
                    Files.writeString(directory.resolve("holder"), "of unknown id");
                    if (handle != null) {
                        handle.close();
                    }
                    lock.close();
                    return lock;
                });
            }
        }
    }
}
