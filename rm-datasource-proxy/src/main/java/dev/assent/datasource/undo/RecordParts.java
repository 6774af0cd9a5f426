package dev.assent.datasource.undo;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * The further rows of a record that is larger than a packet: each is an undo row of the same transaction under a branch id
 * of its own, below zero, where no branch is. Their ids follow each other.
 *
 * @param first the lowest id; 0 if there are none
 */
record RecordParts(long first, int count) {
    /** Seata's name for the same, whose ids stand one by one. */
    static final String NAME = "subId";

    static final RecordParts NONE = new RecordParts(0, 0);
    private static final int MOST = 10_000;

    /** Ids that no other record of the transaction has. */
    static RecordParts of(int count) {
        return new RecordParts(-MOST - ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2), count);
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} says */
    static RecordParts parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        String[] numbers = text.split(":", -1);
        RecordParts parts = new RecordParts(Long.parseLong(numbers[0]), Integer.parseInt(numbers[numbers.length - 1]));
        if (numbers.length != 2 || parts.first >= 0 || parts.count < 1 || parts.count > MOST) {
            throw new IllegalArgumentException("no further rows are named by " + text);
        }
        return parts;
    }

    /** What is added to the context. */
    String text() {
        return count == 0 ? "" : "&" + NAME + '=' + first + ':' + count;
    }

    List<Long> ids() {
        return LongStream.range(first, first + count).boxed().toList();
    }
}
