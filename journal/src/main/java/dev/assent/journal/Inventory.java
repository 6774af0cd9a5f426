package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The journal's files in a directory, when it has been made sure that they are what their names say. */
record Inventory(List<LogFile> files, Optional<LogFile> newest) {
    /**
     * @throws JournalException.JournalCorrupt if a file looks like one of the journal's and cannot be, comes from another
     *     directory, or is there without the snapshot that it follows
     */
    static Inventory of(Disk disk) {
        List<LogFile> files = LogFile.in(disk);
        Optional<LogFile> newest = files.stream()
                .filter(file -> file.kind() == Kind.SNAPSHOT)
                .max(Comparator.comparingLong(LogFile::epoch).thenComparingLong(LogFile::index));
        Inventory inventory = new Inventory(files, newest);
        inventory.refuseWithoutSnapshot(disk);
        newest.ifPresent(snapshot -> inventory.refuseStrangers(disk, snapshot));
        return inventory;
    }

    /** What a start that did not get far has left: its first segment, without a record. */
    private void refuseWithoutSnapshot(Disk disk) {
        long epochOfTheNewest = newest.map(LogFile::epoch).orElse(0L);
        for (LogFile file : files) {
            if (file.kind() == Kind.SEGMENT && file.epoch() > epochOfTheNewest) {
                try (FrameReader in = new FrameReader(disk, file.name())) {
                    in.moveTo(Segment.FIRST_RECORD);
                    if (file.index() > 0 || in.proofThatDurable(file.epoch(), 0).isPresent()) {
                        throw JournalErrors.missing(LogFile.snapshot(file.epoch(), 0), file.name());
                    }
                }
            }
        }
        if (newest.isEmpty() && disk.list().contains(Ballast.NAME)) {
            throw JournalErrors.missing("a snapshot", Ballast.NAME);
        }
    }

    /** Every journal that a start has completed has a snapshot. What a start before that has left may bear another mark. */
    private void refuseStrangers(Disk disk, LogFile snapshot) {
        Optional<UUID> ours = directory(disk, snapshot);
        for (LogFile file : files) {
            Optional<UUID> its = file.kind() == Kind.SNAPSHOT ? directory(disk, file) : Optional.empty();
            if (ours.isPresent() && its.isPresent() && !its.equals(ours)) {
                throw JournalErrors.stranger(file.name(), snapshot.name());
            }
        }
    }

    private static Optional<UUID> directory(Disk disk, LogFile file) {
        try (FrameReader in = new FrameReader(disk, file.name())) {
            return FileHead.of(in, file).map(head -> head.origin().directory());
        }
    }

    /** Higher than any in a file name, drafts included. */
    long nextEpoch() {
        return 1 + files.stream().mapToLong(LogFile::epoch).max().orElse(0);
    }
}
