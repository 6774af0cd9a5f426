package dev.assent.simulation;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.journal.simulated.ForwardingDisk;

/** An honest disk, except for the forces that a mutant leaves out. */
abstract class SpoiltDisk extends ForwardingDisk {
    SpoiltDisk(Disk honest) {
        super(honest);
    }

    /** Called in place of {@code file.force()}. */
    void force(String name, DiskFile file) {
        file.force();
    }

    @Override
    protected DiskFile file(String name, DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public void force() {
                SpoiltDisk.this.force(name, file);
            }
        };
    }
}
