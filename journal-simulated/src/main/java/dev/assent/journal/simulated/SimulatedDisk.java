package dev.assent.journal.simulated;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.journal.JournalErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that keeps what was forced and may lose, tear or reorder the rest. Used by tests and the simulator.
 *
 * <p>An object is one run of the machine (or of the process): {@link #afterPowerLoss} and {@link #afterKill} end it and
 * return the next, and all files of the old one throw. All randomness comes from the generator; one thread at a time.
 */
public final class SimulatedDisk implements Disk {
    private static final long NEVER = Long.MAX_VALUE;

    private final RandomGenerator random;
    private final Directory directory;
    private long operations;
    private long crashAt = NEVER;
    private long forces;
    private long failingForce = NEVER;
    private long capacity = NEVER;
    private boolean off;
    private boolean takenOver;

    /** An empty disk. */
    public SimulatedDisk(RandomGenerator random) {
        this(random, new Directory());
    }

    private SimulatedDisk(RandomGenerator random, Directory directory) {
        this.random = random;
        this.directory = directory;
    }

    /** How often a file or the directory was changed or forced since the last start. */
    public long operations() {
        return operations;
    }

    /** The machine goes off in place of the operation after {@code operations}; everything then throws {@link DiskCrashed}. */
    public void crashAfter(long operations) {
        crashAt = operations;
    }

    /**
     * After this number of further successful forces of files one fails: what it should have written is lost, yet
     * counts as clean.
     */
    public void failForceAfter(long successes) {
        failingForce = forces + successes;
    }

    /** Room for all files together, in bytes; may be less than there is already. It stays in force after a crash. */
    public void capacity(long bytes) {
        capacity = bytes;
    }

    /** The bytes of all files together. It does not matter whether the power is on. */
    public long used() {
        return directory.names().values().stream().mapToLong(Inode::size).sum();
    }

    /** From now on another process has the directory. */
    public void takeOver() {
        takenOver = true;
    }

    /** Cuts a file for good, as a copy does that was broken off. */
    public void cut(String name, int size) {
        file(name).cut(size);
    }

    /** Damages one byte for good. */
    public void flip(String name, int position) {
        file(name).flip(position);
    }

    /** The power fails, and comes back. */
    public SimulatedDisk afterPowerLoss() {
        return nextRun(directory.afterPowerLoss(random));
    }

    /** The process is killed; the operating system keeps what it was given, forced or not, until the power fails. */
    public SimulatedDisk afterKill() {
        return nextRun(directory);
    }

    private SimulatedDisk nextRun(Directory left) {
        off = true;
        SimulatedDisk next = new SimulatedDisk(random, left);
        next.capacity = capacity;
        return next;
    }

    @Override
    public List<String> list() {
        requirePower();
        return List.copyOf(directory.names().keySet());
    }

    @Override
    public DiskFile create(String name) {
        operation();
        if (directory.names().containsKey(name)) {
            throw ioError(name + " exists");
        }
        Inode file = new Inode();
        directory.create(name, file);
        return new OpenFile(name, file);
    }

    @Override
    public DiskFile open(String name) {
        requirePower();
        return new OpenFile(name, file(name));
    }

    @Override
    public void rename(String from, String to) {
        operation();
        if (directory.names().containsKey(to)) {
            throw ioError(to + " exists");
        }
        directory.rename(from, to, file(from));
    }

    @Override
    public void delete(String name) {
        operation();
        if (directory.names().containsKey(name)) {
            directory.delete(name);
        }
    }

    @Override
    public void requireOwner() {
        requirePower();
        if (takenOver) {
            throw JournalErrors.takenOver("the test says that another one has it");
        }
    }

    @Override
    public void forceDirectory() {
        operation();
        directory.force();
    }

    private Inode file(String name) {
        Inode file = directory.names().get(name);
        if (file == null) {
            throw ioError("no file " + name);
        }
        return file;
    }

    private void operation() {
        requirePower();
        if (operations >= crashAt) {
            off = true;
            throw new DiskCrashed(operations);
        }
        operations++;
    }

    private void requirePower() {
        if (off) {
            throw new DiskCrashed(operations);
        }
    }

    private static UncheckedIOException ioError(String words) {
        return new UncheckedIOException(words, new IOException(words));
    }

    private final class OpenFile implements DiskFile {
        private final String name;
        private final Inode file;

        OpenFile(String name, Inode file) {
            this.name = name;
            this.file = file;
        }

        /** As much as there is room for is written even if the rest is not. */
        @Override
        public void write(long position, ByteBuffer bytes) {
            operation();
            long others = used() - file.size();
            long end = Math.max(file.size(), capacity - others);
            if (position + bytes.remaining() <= end) {
                file.write((int) position, bytes);
                return;
            }
            file.write((int) position, bytes.slice(bytes.position(), (int) Math.max(0, end - position)));
            throw JournalErrors.diskFull(name, new IOException("all %d bytes are taken".formatted(capacity)));
        }

        @Override
        public int read(long position, ByteBuffer target) {
            requirePower();
            return file.read((int) position, target);
        }

        @Override
        public void force() {
            operation();
            if (forces == failingForce) {
                file.failToForce();
                throw ioError("Input/output error (" + name + ")");
            }
            forces++;
            file.force();
        }

        @Override
        public long size() {
            requirePower();
            return file.size();
        }

        @Override
        public void close() {
            // nothing to free; closing is no promise about bytes
        }
    }
}
