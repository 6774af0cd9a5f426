package dev.assent.simulation.matrix;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.World;
import java.nio.ByteBuffer;
import java.util.List;

/** Says when records are written and forced, except for the first one: with it the process has only just started. */
final class TracingDisk implements Disk {
    private static final String RECORDS = "records";
    private static final String SEGMENT = ".segment";

    private final World world;
    private final Disk disk;
    private boolean started;

    TracingDisk(World world, Disk disk) {
        this.world = world;
        this.disk = disk;
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) {
        return name.endsWith(SEGMENT) ? new Segment(disk.create(name)) : disk.create(name);
    }

    @Override
    public DiskFile open(String name) {
        return disk.open(name);
    }

    @Override
    public void rename(String from, String to) {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public void requireOwner() {
        disk.requireOwner();
    }

    @Override
    public void forceDirectory() {
        disk.forceDirectory();
    }

    private final class Segment implements DiskFile {
        private final DiskFile file;
        private boolean isWritten;
        private boolean hasNewRecords;

        Segment(DiskFile file) {
            this.file = file;
        }

        /** A file that is filled with zeros has no records yet. */
        @Override
        public void write(long position, ByteBuffer bytes) {
            boolean records = started && bytes.hasRemaining() && bytes.get(bytes.position()) != 0;
            if (records) {
                world.passes(RECORDS, Moment.BEFORE);
            }
            isWritten |= bytes.hasRemaining() && bytes.get(bytes.position()) != 0;
            file.write(position, bytes);
            if (records) {
                hasNewRecords = true;
                world.passes(RECORDS, Moment.DURING);
            }
        }

        @Override
        public void force() {
            file.force();
            if (!started && isWritten) {
                started = true;
            } else if (hasNewRecords) {
                hasNewRecords = false;
                world.passes(RECORDS, Moment.AFTER);
            }
        }

        @Override
        public int read(long position, ByteBuffer target) {
            return file.read(position, target);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
