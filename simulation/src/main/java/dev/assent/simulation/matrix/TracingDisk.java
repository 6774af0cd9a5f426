package dev.assent.simulation.matrix;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.journal.simulated.ForwardingDisk;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.World;
import java.nio.ByteBuffer;

/** Says when records are written and forced, except for the first one: with it the process has only just started. */
final class TracingDisk extends ForwardingDisk {
    private static final String RECORDS = "records";
    private static final String SEGMENT = ".segment";

    private final World world;
    private boolean started;

    TracingDisk(World world, Disk disk) {
        super(disk);
        this.world = world;
    }

    @Override
    protected DiskFile file(String name, DiskFile file) {
        return name.endsWith(SEGMENT) ? new Segment(file) : file;
    }

    private final class Segment extends ForwardingFile {
        private boolean isWritten;
        private boolean hasNewRecords;

        Segment(DiskFile file) {
            super(file);
        }

        /** A file that is filled with zeros has no records yet, and its head, at offset 0, is not one of them. */
        @Override
        public void write(long position, ByteBuffer bytes) {
            boolean filled = bytes.hasRemaining() && bytes.get(bytes.position()) != 0;
            boolean records = started && filled && position > 0;
            if (records) {
                world.passes(RECORDS, Moment.BEFORE);
            }
            isWritten |= filled && position > 0;
            super.write(position, bytes);
            if (records) {
                hasNewRecords = true;
                world.passes(RECORDS, Moment.DURING);
            }
        }

        @Override
        public void force() {
            super.force();
            if (!started && isWritten) {
                started = true;
            } else if (hasNewRecords) {
                hasNewRecords = false;
                world.passes(RECORDS, Moment.AFTER);
            }
        }
    }
}
