package dev.assent.journal;

/**
 * A segment that is whole: of full size, with its head, forced and named. The head has the first sector for itself, the last
 * sector is kept for the {@link Frame#SEAL}, so that no frame shares a sector with records that were forced before.
 */
record Segment(DiskFile file, long index, int size) {
    static final int FIRST_RECORD = Frame.SECTOR;
    private static final int SEAL = Frame.sizeOf(0);

    /** What is left for records in a segment of this size. */
    static int room(int size) {
        return recordsEnd(size) - FIRST_RECORD;
    }

    /** Records end here at the latest. */
    static int recordsEnd(int size) {
        return size - Frame.SECTOR;
    }

    /** Where the seal of a segment of this size stands. */
    static long sealAt(long size) {
        return size - SEAL;
    }
}
