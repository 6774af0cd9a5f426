package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A service whose whole state is the list of all records it ever took, so that a lost, doubled, altered or misplaced one shows.
 * It outlives the machines it runs on.
 */
final class Life {
    static final JournalOptions TINY = new JournalOptions(2048, 2);

    private final RandomGenerator random;
    private List<String> taken = new ArrayList<>();
    private int promised;
    private int next;

    Life(RandomGenerator random) {
        this.random = random;
    }

    /** Reads the disk, holds it against what was promised, and believes it from then on. */
    Recovery recover(Disk disk, JournalOptions options) {
        List<String> found = new ArrayList<>();
        Recovery recovery = Recovery.open(disk, options, record -> found.add(text(record)));
        assertThat(found).hasSizeGreaterThanOrEqualTo(promised).isEqualTo(firstTaken(found.size()));
        assertThat(recovery.records()).isEqualTo(found.size());
        taken = found;
        return recovery;
    }

    private List<String> firstTaken(int count) {
        return taken.subList(0, Math.min(count, taken.size()));
    }

    Journal start(Recovery recovery) {
        List<String> state = List.copyOf(taken);
        Journal journal = recovery.start(out -> state.forEach(record -> out.accept(bytes(record))), random);
        promised = taken.size();
        return journal;
    }

    Journal open(Disk disk) {
        return start(recover(disk, TINY));
    }

    void append(Journal journal, int records) {
        List<byte[]> batch = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            String record = next++ + ":" + "x".repeat(random.nextInt(300));
            taken.add(record); // before the call: it may reach the disk even if the call does not return
            batch.add(bytes(record).array());
        }
        journal.append(batch);
    }

    void force(Journal journal) {
        journal.force();
        promised = taken.size();
        assertThat(journal.durable()).isEqualTo(journal.appended());
    }

    void close(Journal journal) {
        journal.close();
        promised = taken.size();
    }

    List<String> taken() {
        return taken;
    }

    /** For a {@link Compaction}: another list. */
    static SnapshotBuilder builder() {
        List<String> records = new ArrayList<>();
        return new SnapshotBuilder() {
            @Override
            public void replay(ByteBuffer record) {
                records.add(text(record));
            }

            @Override
            public void writeTo(RecordConsumer out) {
                records.forEach(record -> out.accept(bytes(record)));
            }
        };
    }

    static ByteBuffer bytes(String record) {
        return ByteBuffer.wrap(record.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static String text(ByteBuffer record) {
        return java.nio.charset.StandardCharsets.UTF_8.decode(record).toString();
    }
}
