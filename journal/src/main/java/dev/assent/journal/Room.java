package dev.assent.journal;

import java.util.Optional;
import java.util.stream.Stream;

/** What the journal does for the room on its disk: it keeps some for the next start, and deletes what is not needed any more. */
final class Room {
    private final Ballast ballast;
    private final Leftovers leftovers;
    private long snapshotBytes;
    private long bytesBeforeSnapshot;

    Room(Ballast ballast, long snapshotBytes, Leftovers leftovers) {
        this.ballast = ballast;
        this.snapshotBytes = snapshotBytes;
        this.leftovers = leftovers;
    }

    /**
     * @param stateBytes how large a snapshot can be at most
     * @param appended bytes of records since the journal began: the other bound, with the last snapshot
     */
    void keepFor(long stateBytes, long appended) {
        ballast.keepFor(Math.min(stateBytes, snapshotBytes + appended - bytesBeforeSnapshot));
    }

    /** As much as there is. */
    void fill() {
        while (ballast.isBehind() && ballast.advance()) {
            // piece by piece
        }
    }

    boolean isBehind() {
        return ballast.isBehind();
    }

    /** Adds a piece; returns whether the disk had room for it. */
    boolean advance() {
        return ballast.advance();
    }

    /** Whether the disk had less than it should keep when last tried. */
    boolean isShort() {
        return ballast.isShort();
    }

    /** A snapshot that is about to be made frees more than it takes, and the room is kept again then. */
    void giveUp() {
        ballast.giveUp();
    }

    void replaced(Compaction by) {
        snapshotBytes = by.size();
        bytesBeforeSnapshot = by.bytesBefore();
        leftovers.delete(by.replaced());
    }

    void deleteLeftovers() {
        leftovers.deleteAll();
    }

    Optional<RuntimeException> trouble() {
        return Stream.of(ballast.trouble(), leftovers.trouble())
                .flatMap(Optional::stream)
                .findFirst();
    }

    void close() {
        ballast.close();
    }
}
