package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The origin of a file of the journal.
 *
 * @param directory drawn when a data directory is used for the first time; a copy of the directory has the same
 * @param incarnation drawn at every start, so that two starts of one epoch number, on two copies of a directory, differ
 */
record Origin(UUID directory, long incarnation) {
    static final int BYTES = 24;

    static Origin ofNewDirectory(RandomGenerator chance) {
        return new Origin(new UUID(chance.nextLong(), chance.nextLong()), chance.nextLong());
    }

    /** The next start of the same directory. */
    Origin next(RandomGenerator chance) {
        return new Origin(directory, chance.nextLong());
    }

    void putInto(ByteBuffer body) {
        body.putLong(directory.getMostSignificantBits())
                .putLong(directory.getLeastSignificantBits())
                .putLong(incarnation);
    }

    static Origin from(ByteBuffer body) {
        return new Origin(new UUID(body.getLong(), body.getLong()), body.getLong());
    }
}
