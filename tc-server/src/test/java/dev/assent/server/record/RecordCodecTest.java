package dev.assent.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Event;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Origin;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.DeliveryRecorded;
import dev.assent.core.RequestId;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The format of the records is on users' disks: it may grow, and never change. */
class RecordCodecTest {
    private static final Instant AT = Instant.ofEpochMilli(0x0102030405L);
    private static final Xid XID = new Xid("h:1:7");

    private static Event decode(byte[] record, Instant expectedTime) {
        List<Event> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(record);
        RecordCodec.decode(in, (at, event) -> {
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
            assertThat(decode(codec.encode(at, event), at)).as("seed %d", seed).isEqualTo(event);
        }
        assertThat(seen)
                .hasSize(RandomEvents.KINDS)
                .allSatisfy(kind -> assertThat(kind).isNotIn(EndedEmpty.class));
    }

    @Test
    void aCommitDecisionIsTheseBytes() {
        assertBytes(
                new CommitDecided(XID, List.of(new BranchId(9))),
                "1c 0000000102030405 00000005 683a313a37 00000001 0000000000000009");
    }

    @Test
    void aFirstBranchIsTheseBytes() {
        Begun begun = new Begun(
                XID,
                Instant.ofEpochMilli(0),
                Instant.ofEpochMilli(60_000),
                "buy",
                new Origin("app", "ip:2", true),
                "g");
        Branch branch = new Branch(
                new BranchId(9),
                BranchType.AT,
                "db",
                List.of(new LockKey("db", "T", "1_a")),
                new Origin("app", "ip:2", true),
                BranchStatus.REGISTERED,
                null,
                new RequestId("c", 3));
        assertBytes(
                new BranchRegistered(XID, begun, branch),
                "16 0000000102030405"
                        + " 00000005 683a313a37 0000000000000000 000000000000ea60 00000003 627579"
                        + " 00000003 617070 00000004 69703a32 01 00000001 67"
                        + " 0000000000000009 00 00000002 6462"
                        + " 00000001 00000001 74 00000003 315f61"
                        + " 00000003 617070 00000004 69703a32 01"
                        + " 01 ffffffff 00000001 63 0000000000000003");
    }

    @Test
    void theRareOnesAreTheseBytes() {
        assertBytes(new IdsReserved(1, 2), "01 0000000102030405 0000000000000001 0000000000000002");
        assertBytes(
                new RollbackDecided(XID, Cause.TIMEOUT, List.of()),
                "1d 0000000102030405 00000005 683a313a37 02 00000000");
        assertBytes(
                new BranchFinished(XID, new BranchId(9)), "08 0000000102030405 00000005 683a313a37 0000000000000009");
        assertBytes(
                new BranchParked(XID, new BranchId(9), "no", 3, true),
                "17 0000000102030405 00000005 683a313a37 0000000000000009 00000002 6e6f 00000003 01");
        assertBytes(
                new DeliveryRecorded(XID, new BranchId(9)), "0e 0000000102030405 00000005 683a313a37 0000000000000009");
        assertBytes(new Abandoned(XID, "no"), "12 0000000102030405 00000005 683a313a37 00000002 6e6f");
        assertBytes(new ReasonRemembered(XID, "no"), "1b 0000000102030405 00000005 683a313a37 00000002 6e6f");
        assertBytes(
                new SagaTurned(XID, Outcome.ROLLBACK, Cause.BRANCH), "14 0000000102030405 00000005 683a313a37 02 03");
    }

    private static void assertBytes(Event event, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(new RecordCodec().encode(AT, event)).isEqualTo(bytes);
        assertThat(decode(bytes, AT)).isEqualTo(event);
    }

    @Test
    void aKindOfAnotherVersionIsRefused() {
        for (int kind : new int[] {0, 2, 4, 6, 7, 9, 10, 11, 12, 13, 24, 25, 38, 127, -1}) {
            ByteBuffer record = ByteBuffer.allocate(32).put((byte) kind).rewind();
            assertThatThrownBy(() -> RecordCodec.decode(record, (at, event) -> {}))
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
