package dev.assent.simulation.matrix;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.journal.simulated.ForwardingDisk;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.World;
import java.nio.ByteBuffer;

/** Says when records are written and forced. The first one of a start has a name of its own: with it the start is complete. */
final class TracingDisk extends ForwardingDisk {
    static final String FIRST_RECORD = "first record of a start";
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
        private boolean hasNewRecords;

        Segment(DiskFile file) {
            super(file);
        }

        /** A file that is filled with zeros has no records yet, and its head, at offset 0, is not one of them. */
        @Override
        public void write(long position, ByteBuffer bytes) {
            boolean filled = bytes.hasRemaining() && bytes.get(bytes.position()) != 0;
            boolean records = filled && position > 0;
            if (records) {
                world.passes(step(), Moment.BEFORE);
            }
            super.write(position, bytes);
            if (records) {
                hasNewRecords = true;
                world.passes(step(), Moment.DURING);
            }
        }

        @Override
        public void force() {
            super.force();
            if (hasNewRecords) {
                hasNewRecords = false;
                String forced = step();
                started = true;
                world.passes(forced, Moment.AFTER);
            }
        }

        private String step() {
            return started ? RECORDS : FIRST_RECORD;
        }
    }
}
