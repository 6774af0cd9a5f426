package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assent.core.Coordinator;
import dev.assent.core.Policy;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.LocalLog;
import dev.assent.journal.simulated.SimulatedDisk;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A start in a heap that is too small for what the log holds. */
class HeapLimitTest {
    private static final Policy POLICY = Policy.of("127.0.0.1:8091");
    private static final JournalOptions OPTIONS = new JournalOptions(16 << 20, 4);
    private static final int TRANSACTIONS = 300;
    private static final long MIB = 1 << 20;

    private final Scene scene = new Scene(OPTIONS);
    private SimulatedDisk disk = scene.disk();

    /** Open transactions that take some 20 MiB of memory. */
    private void fill() {
        Peer client = scene.assent("shop").serves("try");
        String data = "d".repeat(30_000);
        for (int i = 0; i < TRANSACTIONS; i++) {
            client.say(new BranchRegisterRequest(client.begins(), BranchType.TCC, "try", null, data));
        }
    }

    private Coordinator start(HeapLimit limit) {
        disk = disk.afterKill();
        LocalLog log = new LocalLog(disk, OPTIONS, new Random(1), Runnable::run, Runnable::run);
        return Startup.of(log, limit, POLICY, scene.clock, new Random(1), why -> {})
                .coordinator();
    }

    private static long neededMib(Throwable refusal) {
        Matcher size = Pattern.compile("-Xmx(\\d+)m").matcher(String.valueOf(refusal.getMessage()));
        assertThat(size.find()).isTrue();
        return Long.parseLong(size.group(1));
    }

    @Test
    void isRefusedWithTheSizeThatIsNeeded() {
        // given
        fill();
        long state = start(HeapLimit.none()).memory();

        // when
        Throwable refused = catchThrowable(() -> start(HeapLimit.of(8 * MIB, 3 * MIB)));

        // then
        assertThat(refused)
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4514: Expected the heap to be large enough for the transactions")
                .hasMessageContaining("at most 8 MiB");
        assertThat(neededMib(refused) * MIB).isBetween(state / 60 * 100, state / 60 * 115);

        // when
        long heap = neededMib(refused) * MIB / 100 * 95;
        Coordinator started = start(HeapLimit.of(heap, heap / 5 * 2));

        // then
        assertThat(started.openTransactions()).isEqualTo(TRANSACTIONS);
    }

    /** Ended ones come first in a snapshot, and take less memory by far. */
    @Test
    void theSizeIsRightWhateverTheReplayBeginsWith() {
        // given
        Peer client = scene.assent("shop").serves("db");
        for (int i = 0; i < 500; i++) {
            String xid = client.begins();
            client.joins(xid, "db", null);
            client.commits(xid);
            client.does(client.takeOrder());
        }
        fill();
        long state = start(HeapLimit.none()).memory();

        // when
        Throwable refused = catchThrowable(() -> start(new HeapLimit(4 * MIB, 1)));

        // then
        assertThat(neededMib(refused) * MIB).isBetween(state / 60 * 100, state / 60 * 115);
    }

    @Test
    void whatWasAcceptedUnderTheBudgetOfAHeapStartsInThatHeap() {
        // given
        fill();
        long budget = start(HeapLimit.none()).memory();

        // then
        assertThat(start(HeapLimit.of(budget / 2 * 5, budget)).openTransactions())
                .isEqualTo(TRANSACTIONS);
        assertThat(start(HeapLimit.of(budget / 3 * 4, budget)).openTransactions())
                .as("an operator chose a larger budget")
                .isEqualTo(TRANSACTIONS);
    }

    @Test
    void aBudgetLargerThanTheHeapHelpsNot() {
        // given
        fill();
        long state = start(HeapLimit.none()).memory();

        // then
        assertThatThrownBy(() -> start(HeapLimit.of(state, 10 * state))).hasMessageContaining("ASN-4514");
    }
}
