package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The mark of a database travels in head maps, to Assent's coordinators alone. */
final class DatabaseMarkTest {
    private static final DatabaseMark MARK = new DatabaseMark("m-1");
    private static final Xid XID = new Xid("fake:1:9");

    private final FakeCoordinator coordinator = new FakeCoordinator().accept();
    private final MarkedResource database = new MarkedResource();
    private @Nullable AssentClient client;

    @AfterEach
    void stop() {
        client().close();
        coordinator.close();
    }

    @Test
    void theMarkIsToldAtOnceAndOnEveryNewConnection() throws Exception {
        client().register(database);
        client().identify(BranchType.AT, "db", null);
        client().identify(BranchType.AT, "db", MARK);
        assertThat(coordinator.marks).containsExactly("db=?", "db=m-1");
        database.mark = MARK;

        coordinator.restart();
        client().register(XID, BranchType.AT, "db", MARK, "t:1", null);

        assertThat(coordinator.marks).containsExactly("db=?", "db=m-1", "db=m-1");
    }

    @Test
    void branchesAndLockQueriesNameTheDatabase() throws Exception {
        client().register(XID, BranchType.AT, "db", MARK, "t:1", null);
        client().lockable(XID, BranchType.AT, "db", MARK, "t:1");
        client().register(XID, BranchType.TCC, "action", null, null);

        assertThat(coordinator.requests)
                .extracting(frame -> String.valueOf(frame.head().get(Extensions.MARK)))
                .containsExactly("m-1", "m-1", "null");
    }

    @Test
    void aRefusedMarkIsNotAllowedForTheReasonThatTheCoordinatorGives() {
        coordinator.refuseMarks("it is a copy");
        assertThatThrownBy(() -> client().identify(BranchType.AT, "db", MARK))
                .isInstanceOf(NotAllowed.class)
                .hasMessageEndingWith("to take resource db for the database marked m-1, but it refused: it is a copy");
        assertThat(client().begin("goes on", Duration.ofMinutes(1))).isNotNull();
    }

    @Test
    void aSeataServerHearsOfNoMark() throws Exception {
        coordinator.asSeata("2.5.0");
        database.mark = MARK;
        client().register(database);
        client().identify(BranchType.AT, "db", MARK);
        client().register(XID, BranchType.AT, "db", MARK, "t:1", null);

        assertThat(coordinator.marks).isEmpty();
        assertThat(coordinator.requests)
                .allSatisfy(frame -> assertThat(frame.head()).isEmpty());
    }

    @Test
    void ordersBringTheMarkAndACommitWithoutATraceSaysSo() throws Exception {
        client().register(database);
        client().begin("first", Duration.ofMinutes(1));

        coordinator.tell(Frame.request(1, new BranchCommitRequest(XID.value(), 5, BranchType.AT, "db", null))
                .with(Extensions.mark(MARK)));
        assertThat(answer().head()).containsEntry(Extensions.NO_TRACE, "1");
        coordinator.tell(Frame.request(2, new BranchRollbackRequest(XID.value(), 5, BranchType.AT, "db", null)));
        assertThat(answer().head()).isEmpty();

        await().until(() -> database.orders.size() == 2);
        assertThat(database.orders).extracting(BranchOrder::mark).containsExactly(MARK, null);
    }

    @Test
    void aMarkThatWasAcceptedIsToldAgainWithoutAResourceOfItsName() throws Exception {
        client().identify(BranchType.AT, "db", MARK);
        coordinator.restart();
        client().register(XID, BranchType.AT, "db", MARK, "t:1", null);

        assertThat(coordinator.marks).containsExactly("db=m-1", "db=m-1");
    }

    /** The coordinator may have stood still while it waited for the word, and no new work may come that names the database. */
    @Test
    void anAnnouncementThatIsRefusedIsMadeAgain() throws Exception {
        client().identify(BranchType.AT, "db", MARK);
        coordinator.refuseMarks("no word is written beside that mark");
        coordinator.restart();

        await().until(() -> coordinator.marks.size() > 3);
        coordinator.takeMarks();
        int refused = coordinator.marks.size();
        await().until(() -> coordinator.marks.size() > refused);

        assertThat(coordinator.marks).containsOnly("db=m-1");
    }

    @Test
    void aWordIsWrittenAndReadInTheDatabaseWithThatMark() throws Exception {
        database.mark = MARK;
        client().register(database);
        client().begin("first", Duration.ofMinutes(1));

        assertThat(ask(Extensions.toWrite(MARK, "word"))).isEqualTo("word");
        assertThat(ask(Extensions.toRead(MARK))).isEqualTo("word");
        assertThat(ask(Extensions.toRead(new DatabaseMark("other")))).isEmpty();
        assertThat(ask(Extensions.toWrite(new DatabaseMark("other"), "word"))).isEmpty();
    }

    @Test
    void aMarkThatIsReadAgainIsSaidAgain() throws Exception {
        database.mark = MARK;
        client().register(database);
        client().begin("first", Duration.ofMinutes(1));
        database.markWhenWritten = new DatabaseMark("m-2");

        assertThat(ask(Extensions.toWrite(MARK, "word"))).isEmpty();

        await().until(() -> coordinator.marks.contains("db=m-2"));
    }

    private @Nullable String ask(Map<String, @Nullable String> head) throws InterruptedException {
        coordinator.tell(Frame.ping(7).with(head));
        return Objects.requireNonNull(coordinator.pongs.poll(10, TimeUnit.SECONDS), "no answer")
                .head()
                .get(Extensions.NONCE);
    }

    private Frame answer() throws InterruptedException {
        return Objects.requireNonNull(coordinator.phaseTwoAnswers.poll(10, TimeUnit.SECONDS), "no answer");
    }

    private AssentClient client() {
        if (client == null) {
            client = AssentClient.connect(ClientOptions.builder(coordinator.address(), "shop")
                    .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
                    .build());
        }
        return client;
    }

    /** Has no undo rows. */
    private static final class MarkedResource implements BranchResource {
        final List<BranchOrder> orders = new CopyOnWriteArrayList<>();
        volatile @Nullable DatabaseMark mark;
        volatile @Nullable DatabaseMark markWhenWritten;
        private volatile String word = "";

        @Override
        public String resourceId() {
            return "db";
        }

        @Override
        public BranchType type() {
            return BranchType.AT;
        }

        @Override
        public @Nullable DatabaseMark mark() {
            return mark;
        }

        @Override
        public boolean writeNonce(DatabaseMark wanted, String nonce) {
            DatabaseMark other = markWhenWritten;
            mark = other == null ? mark : other;
            word = nonce;
            return other == null;
        }

        @Override
        public String readNonce(DatabaseMark wanted) {
            return word;
        }

        @Override
        public BranchEnd finish(BranchOrder order) {
            orders.add(order);
            boolean noTrace = order.outcome() == Outcome.COMMIT;
            return noTrace ? BranchEnd.committed(false) : BranchEnd.of(BranchStatus.PHASE_TWO_ROLLBACKED);
        }

        @Override
        public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
            throw new AssertionError("an order knows more");
        }

        @Override
        public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
            throw new AssertionError("an order knows more");
        }
    }
}
