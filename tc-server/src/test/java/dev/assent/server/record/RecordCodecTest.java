package dev.assent.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.Event;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records are read as they were written; {@link GoldenRecordsTest} has their bytes. */
class RecordCodecTest {
    private static final Instant AT = Instant.ofEpochMilli(0x0102030405L);
    private static final Xid XID = new Xid("h:1:7");

    private static Event decode(byte[] record, Instant expectedTime) {
        return decode(new RecordCodec(), record, expectedTime);
    }

    private static Event decode(RecordCodec codec, byte[] record, Instant expectedTime) {
        List<Event> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(record);
        codec.decode(in, (at, event) -> {
            assertThat(at).isEqualTo(expectedTime);
            events.add(event);
        });
        assertThat(in.hasRemaining()).isFalse();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void everyEventThatIsWrittenIsReadBack() {
        long seed = System.nanoTime();
        System.out.println("RecordCodecTest seed " + seed);
        RandomEvents random = new RandomEvents(seed);
        RecordCodec codec = new RecordCodec();
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            Event event = random.event();
            Instant at = random.time();
            seen.add(event.getClass());
            assertThat(decode(codec, codec.encode(at, event), at))
                    .as("seed %d", seed)
                    .isEqualTo(event);
        }
        assertThat(seen)
                .hasSize(RandomEvents.KINDS)
                .allSatisfy(kind -> assertThat(kind).isNotIn(EndedEmpty.class));
    }

    @Test
    void aKindOfAnotherVersionIsRefused() {
        for (int kind : new int[] {0, 2, 4, 6, 7, 9, 10, 11, 12, 13, 24, 25, 39, 127, -1}) {
            ByteBuffer record = ByteBuffer.allocate(32).put((byte) kind).rewind();
            assertThatThrownBy(() -> new RecordCodec().decode(record, (at, event) -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("kind");
        }
    }

    @Test
    void aCodeOfALaterVersionIsRefused() {
        byte[] record = new RecordCodec().encode(AT, new SagaTurned(XID, Outcome.COMMIT, Cause.USER));
        record[record.length - 1] = 99;
        assertThatThrownBy(() -> decode(record, AT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99");
    }

    @Test
    void whatDiesWithTheProcessIsNeverWritten() {
        assertThatThrownBy(() -> new RecordCodec().encode(AT, new EndedEmpty(XID, Outcome.COMMIT, Cause.USER)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Or a new class of facts would stop the coordinator when it is first written. */
    @Test
    void everyClassOfFactsHasAFormOrDiesWithTheProcess() {
        Set<Class<?>> all = new HashSet<>(WrittenKinds.facts());
        all.remove(EndedEmpty.class);

        assertThat(new FactWriter(new RecordWriter()).written()).containsExactlyInAnyOrderElementsOf(all);
    }
}
