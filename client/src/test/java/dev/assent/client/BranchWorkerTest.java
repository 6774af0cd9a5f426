package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.Result;
import dev.assent.protocol.UndoLogDeleteRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BranchWorkerTest {
    private static final String XID = "fake:1:1";

    private final FakeCoordinator coordinator = new FakeCoordinator().accept();
    private final AssentClient client = AssentClient.connect(ClientOptions.builder(coordinator.address(), "shop")
            .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
            .phaseTwo(1, 1)
            .build());
    private final Database database = new Database("db");

    @AfterEach
    void stop() {
        client.close();
        coordinator.close();
    }

    @Test
    void everyAnswerCarriesIdTypeBranchAndStatus() throws Exception {
        client.register(database);
        connected();

        coordinator.tell(Frame.request(77, new BranchCommitRequest(XID, 5, BranchType.AT, "db", "{\"a\":1}")));
        assertThat(answer())
                .isEqualTo(Frame.response(
                        77, new BranchCommitResponse(Result.SUCCESS, 0, XID, 5, BranchStatus.PHASE_TWO_COMMITTED)));

        coordinator.tell(Frame.request(78, new BranchRollbackRequest(XID, 6, BranchType.AT, "db", null)));
        Frame second = answer();
        assertThat(second.type()).isEqualTo(FrameType.RESPONSE);
        assertThat(second)
                .isEqualTo(Frame.response(
                        78, new BranchRollbackResponse(Result.SUCCESS, 0, XID, 6, BranchStatus.PHASE_TWO_ROLLBACKED)));
        assertThat(database.told).containsExactly("commit fake:1:1 5 {\"a\":1}", "rollback fake:1:1 6 null");
    }

    @Test
    void aResourceThatComesWhileTheRegistrationIsUnansweredIsAnnounced() {
        connected();
        coordinator.withholdRegistrations();
        coordinator.hangUp();
        int before = coordinator.registrations.size();
        await().until(() -> coordinator.registrations.size() == before + 2); // both roles, and no answer

        client.register(database);

        await().until(() -> coordinator.registrations.size() > before + 2);
        assertThat(coordinator.registrations.get(before + 2))
                .isInstanceOfSatisfying(
                        RegisterRMRequest.class,
                        late -> assertThat(late.resourceIds()).isEqualTo("db"));
    }

    @Test
    void whatCannotBeDoneNowIsToBeAskedAgain() throws Exception {
        client.register(database);
        connected();
        try (Said said = new Said()) {
            database.breakDown();
            commit(5);
            assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
            coordinator.tell(Frame.request(1, new BranchRollbackRequest(XID, 5, BranchType.AT, "db", null)));
            assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
            assertThat(said.about("ended with an exception")).hasSize(2);

            for (int i = 0; i < 2; i++) {
                coordinator.tell(Frame.request(2, new BranchRollbackRequest(XID, 5, BranchType.AT, "other", null)));
                assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
            }
            coordinator.tell(Frame.request(2, new BranchCommitRequest(XID, 5, BranchType.TCC, "db", null)));
            assertThat(status())
                    .as("a resource is of one type")
                    .isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
            assertThat(said.about("resource other, which is not registered here"))
                    .as("once")
                    .hasSize(1);

            coordinator.tell(Frame.request(3, new BranchCommitRequest(null, -1, BranchType.AT, "db", null)));
            assertThat(status()).as("no branch at all").isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        }
    }

    @Test
    void theEngineOfASagaIsCalledForAllOfItsBranches() throws Exception {
        client.register(new BranchResource() {
            @Override
            public String resourceId() {
                return "shop#default";
            }

            @Override
            public BranchType type() {
                return BranchType.SAGA;
            }

            @Override
            public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
                throw new AssertionError("a branch of a saga is not finished by itself");
            }

            @Override
            public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
                throw new AssertionError("a branch of a saga is not finished by itself");
            }

            @Override
            public BranchEnd finishSaga(Xid xid, Outcome outcome, @Nullable String applicationData) {
                return outcome == Outcome.ROLLBACK && "TimeoutRollbacking".equals(applicationData)
                        ? BranchEnd.of(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE)
                        : BranchEnd.committed(true);
            }
        });
        connected();

        coordinator.tell(Frame.request(1, new BranchCommitRequest(XID, -1, BranchType.SAGA, "shop#default", null)));
        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMITTED);
        coordinator.tell(Frame.request(
                2, new BranchRollbackRequest(XID, -1, BranchType.SAGA, "shop#default", "TimeoutRollbacking")));
        assertThat(status()).as("it goes forward").isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
    }

    @Test
    void whenAllWorkersAreBusyTheCoordinatorIsToComeAgain() throws Exception {
        client.register(database);
        connected();
        CountDownLatch gate = database.shut();
        commit(1);
        assertThat(database.entered.await(10, TimeUnit.SECONDS)).isTrue();
        commit(2); // waits in the queue of one
        commit(3);

        Frame refused = answer();
        assertThat(end(refused).branchId()).isEqualTo(3);
        assertThat(end(refused).branchStatus()).isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        assertThat(client.begin("buy", Duration.ofMinutes(1))).as("calls go on").isNotNull();

        gate.countDown();
        assertThat(List.of(end(answer()).branchId(), end(answer()).branchId())).containsExactly(1L, 2L);
    }

    @Test
    void whatFailsTogetherIsToBeAskedAgain() throws Exception {
        database.takeAtOnce(3);
        client.register(database);
        connected();
        database.breakDown();
        commit(1);
        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        coordinator.tell(Frame.request(3, new BranchCommitRequest(null, -1, BranchType.AT, "db", null)));
        assertThat(status()).as("no branch at all").isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
    }

    @Test
    void aResourceThatAnswersForAnotherNumberOfBranchesIsAskedAgain() throws Exception {
        database.takeAtOnce(3);
        client.register(database);
        connected();
        database.answers = orders -> List.of();
        commit(1);
        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);

        database.answers = orders -> List.of(BranchEnd.of(BranchStatus.PHASE_TWO_COMMITTED));
        commit(1);
        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMITTED);
    }

    @Test
    void whenTooManyCommitsWaitTheCoordinatorIsToComeAgain() throws Exception {
        database.takeAtOnce(3);
        client.register(database);
        connected();
        CountDownLatch gate = database.shut();
        commit(1);
        assertThat(database.entered.await(10, TimeUnit.SECONDS)).isTrue();
        commit(2); // waits beside the one that is worked on
        commit(3);

        assertThat(end(answer()).branchId()).isEqualTo(3);
        gate.countDown();
        assertThat(List.of(end(answer()).branchId(), end(answer()).branchId())).containsExactly(1L, 2L);
    }

    @Test
    void theAnswerTakesTheNewConnectionIfItsOwnIsGone() throws Exception {
        client.register(database);
        connected();
        CountDownLatch gate = database.shut();
        commit(1);
        assertThat(database.entered.await(10, TimeUnit.SECONDS)).isTrue();

        coordinator.restart();
        client.begin("buy", Duration.ofMinutes(1));
        gate.countDown();

        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMITTED);
    }

    @Test
    void resourcesAreMadeKnownAtTheStartAndLater() {
        client.register(new Database("db1"));
        connected();
        client.register(new Database("db2"));
        client.register(new Database("db2"));
        await().until(() -> resourceIds().contains("db2"));
        coordinator.restart();
        client.begin("buy", Duration.ofMinutes(1));

        assertThat(resourceIds()).last().isEqualTo("db1,db2");
        assertThat(resourceIds())
                .filteredOn("db2"::equals)
                .as("a second of one id is no news")
                .hasSize(1);
        assertThatThrownBy(() -> client.register(new Database("a,b"))).isInstanceOf(NotAllowed.class);
    }

    @Test
    void anOrderToPurgeUndoLogsReachesItsResource() throws Exception {
        client.register(database);
        connected();
        coordinator.tell(Frame.oneWay(8, new UndoLogDeleteRequest(BranchType.AT, "of nobody", (short) 7)));
        coordinator.tell(Frame.oneWay(9, new UndoLogDeleteRequest(BranchType.AT, "db", (short) 7)));
        await().until(() -> database.told.contains("purge 7"));
        commit(1);
        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMITTED);
    }

    @Test
    void aPurgeThatBreaksDownHarmsNothing() throws Exception {
        client.register(database);
        connected();
        database.breakDown();
        coordinator.tell(Frame.oneWay(9, new UndoLogDeleteRequest(BranchType.AT, "db", (short) 7)));
        commit(1);
        assertThat(status()).isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
    }

    @Test
    void closingFinishesWhatIsBeingWorkedOn() throws Exception {
        client.register(database);
        connected();
        CountDownLatch gate = database.shut();
        commit(1);
        assertThat(database.entered.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
        await().until(() -> {
            commit(2); // at first it may find the place in the queue
            return !coordinator.phaseTwoAnswers.isEmpty();
        });
        assertThat(status()).as("no new work").isEqualTo(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        gate.countDown();
        closing.get(10, TimeUnit.SECONDS);

        await().until(() -> coordinator.phaseTwoAnswers.stream()
                .map(BranchWorkerTest::end)
                .anyMatch(end -> end.branchId() == 1 && end.branchStatus() == BranchStatus.PHASE_TWO_COMMITTED));
    }

    private void connected() {
        client.begin("first", Duration.ofMinutes(1));
    }

    private List<String> resourceIds() {
        return coordinator.registrations.stream()
                .filter(RegisterRMRequest.class::isInstance)
                .map(request -> String.valueOf(((RegisterRMRequest) request).resourceIds()))
                .toList();
    }

    private void commit(long branch) {
        coordinator.tell(Frame.request((int) branch, new BranchCommitRequest(XID, branch, BranchType.AT, "db", null)));
    }

    private BranchStatus status() throws InterruptedException {
        return end(answer()).branchStatus();
    }

    private Frame answer() throws InterruptedException {
        return Objects.requireNonNull(coordinator.phaseTwoAnswers.poll(10, TimeUnit.SECONDS), "no answer");
    }

    private static BranchEndResponse end(Frame frame) {
        return (BranchEndResponse) Objects.requireNonNull(frame.body());
    }

    /** A resource that does as told, or breaks, or waits at a gate. */
    private static final class Database implements BranchResource {
        final List<String> told = new CopyOnWriteArrayList<>();
        final CountDownLatch entered = new CountDownLatch(1);
        private final String id;
        private volatile int atOnce = 1;
        volatile Function<List<BranchOrder>, List<BranchEnd>> answers = BranchResource.super::commitAll;
        private volatile boolean broken;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        Database(String id) {
            this.id = id;
        }

        void takeAtOnce(int commits) {
            atOnce = commits;
        }

        @Override
        public int commitsAtOnce() {
            return atOnce;
        }

        @Override
        public List<BranchEnd> commitAll(List<BranchOrder> orders) {
            return answers.apply(orders);
        }

        void breakDown() {
            broken = true;
        }

        CountDownLatch shut() {
            gate = new CountDownLatch(1);
            return gate;
        }

        @Override
        public String resourceId() {
            return id;
        }

        @Override
        public BranchType type() {
            return BranchType.AT;
        }

        @Override
        public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
            work("commit " + xid + ' ' + branch + ' ' + applicationData);
            return BranchStatus.PHASE_TWO_COMMITTED;
        }

        @Override
        public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
            work("rollback " + xid + ' ' + branch + ' ' + applicationData);
            return BranchStatus.PHASE_TWO_ROLLBACKED;
        }

        @Override
        public void purge(int saveDays) {
            work("purge " + saveDays);
        }

        private void work(String what) {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            told.add(what);
        }
    }
}
