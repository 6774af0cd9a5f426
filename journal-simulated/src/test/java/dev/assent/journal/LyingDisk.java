package dev.assent.journal;

import dev.assent.journal.simulated.ForwardingDisk;

/** Says that it has forced, and has not. */
final class LyingDisk extends ForwardingDisk {
    private final boolean aboutItsFiles;

    private LyingDisk(Disk disk, boolean aboutItsFiles) {
        super(disk);
        this.aboutItsFiles = aboutItsFiles;
    }

    static Disk aboutFiles(Disk disk) {
        return new LyingDisk(disk, true);
    }

    static Disk aboutTheDirectory(Disk disk) {
        return new LyingDisk(disk, false);
    }

    @Override
    public void forceDirectory() {
        if (aboutItsFiles) {
            super.forceDirectory();
        }
    }

    @Override
    protected DiskFile file(String name, DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public void force() {
                if (!aboutItsFiles) {
                    super.force();
                }
            }
        };
    }
}
