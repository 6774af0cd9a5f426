package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.client.TransactionReport.UnfinishedBranch;
import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.WaitsFor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lost answers: asked for again under the same number, and carried out once. */
final class RepetitionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Xid XID = new Xid("fake:1:1");

    private final FakeCoordinator coordinator = new FakeCoordinator().accept();
    private AssentClient client = connect();

    private AssentClient connect() {
        return AssentClient.connect(patient().build());
    }

    private ClientOptions.Builder patient() {
        return ClientOptions.builder(coordinator.address(), "shop")
                .backoff(Duration.ofMillis(1), Duration.ofMillis(20));
    }

    /** Takes the place of the patient one, connected. */
    private void beImpatient(Duration deadline) {
        client.close();
        client = AssentClient.connect(patient()
                .requestTimeout(Duration.ofMillis(200))
                .decisionDeadline(deadline)
                .build());
        await().ignoreExceptions().until(() -> client.status(XID) == GlobalStatus.BEGIN);
        coordinator.requests.clear();
    }

    @BeforeEach
    void oneTransaction() {
        assertThat(client.begin("buy", MINUTE)).isEqualTo(XID);
    }

    @AfterEach
    void stop() {
        client.close();
        coordinator.close();
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgain() throws Exception {
        coordinator.cutNextAnswer();
        Xid second = client.begin("pay", MINUTE);
        coordinator.cutNextAnswer();
        BranchId branch = register();
        coordinator.cutNextAnswer();
        client.report(XID, branch, BranchType.AT, "db", BranchStatus.PHASE_ONE_FAILED, null);
        coordinator.cutNextAnswer();
        assertThat(client.commit(XID)).isEqualTo(Ending.COMMITTED);
        coordinator.cutNextAnswer();
        assertThat(client.rollback(second)).isEqualTo(Ending.ROLLED_BACK);

        assertThat(coordinator.requests).as("each of the five twice").hasSize(11);
        assertThat(coordinator.ledger.done())
                .containsExactly(
                        "begin buy",
                        "begin pay",
                        "branch fake:1:1 t:1",
                        "report 3 PHASE_ONE_FAILED",
                        "commit fake:1:1",
                        "rollback fake:1:2");
    }

    @Test
    void aRestartInBetweenDoublesNothing() throws Exception {
        coordinator.dropNextAnswer();
        CompletableFuture<BranchId> waiting = CompletableFuture.supplyAsync(this::registerUnchecked);
        await().until(() -> coordinator.requests.size() == 2);

        coordinator.restart();

        assertThat(waiting.get()).isEqualTo(new BranchId(2));
        assertThat(coordinator.requests).hasSize(3);
        assertThat(coordinator.ledger.done()).containsExactly("begin buy", "branch fake:1:1 t:1");
    }

    @Test
    void manyCallersLoseNothingWhenTheConnectionDropsAgainAndAgain() {
        coordinator.cutEvery(200);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            callers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 300; i++) {
                    registerUnchecked();
                }
            }));
        }
        CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).join();

        assertThat(coordinator.ledger.done()).hasSize(1 + 8 * 300);
        assertThat(coordinator.requests)
                .as("those in twelve cut answers were asked for twice")
                .hasSizeGreaterThanOrEqualTo(1 + 8 * 300 + 12);
    }

    @Test
    void clientsAreToldApartByTheirId() {
        try (AssentClient another = connect()) {
            another.begin("pay", MINUTE);
        }
        assertThat(coordinator.requests)
                .extracting(frame -> frame.head().get(Extensions.CLIENT_ID))
                .doesNotHaveDuplicates();
    }

    @Test
    void aCommitWithoutAnAnswerIsResolvedByAsking() {
        beImpatient(Duration.ofMinutes(1));
        coordinator.dropNextAnswer();
        assertThat(client.commit(XID)).isEqualTo(Ending.COMMITTED);

        assertThat(coordinator.requests).hasSizeGreaterThan(1);
        assertThat(coordinator.ledger.done()).containsExactly("begin buy", "commit fake:1:1");
    }

    @Test
    void anEndingWithoutAnyAnswerIsUnknownAtTheDeadline() {
        beImpatient(Duration.ofMillis(600));
        coordinator.fallSilent();
        assertUnknown(() -> client.commit(XID), "commit transaction fake:1:1, but no answer came within 600 ms.");
        assertUnknown(() -> client.rollback(XID), "roll back transaction fake:1:1, but no answer came within 600 ms.");
    }

    /** A Seata server answers a commit when its branches have committed, which may take longer than any caller waits. */
    @Test
    void anEndThatIsNotAnsweredIsReadOffTheStatus() {
        beImpatient(MINUTE);
        coordinator.ledger.answerNoEnds();
        coordinator.ledger.stand(GlobalStatus.COMMIT_RETRYING);
        assertThat(client.commit(XID)).isEqualTo(Ending.COMMIT_RETRYING);

        coordinator.ledger.stand(GlobalStatus.ROLLBACKED);
        assertThat(client.rollback(XID)).isEqualTo(Ending.ROLLED_BACK);
        assertThatThrownBy(() -> client.commit(XID)).isInstanceOf(RolledBack.class);
    }

    @Test
    void anAnswerThatDecidesNothingIsAskedFor() {
        beImpatient(Duration.ofMillis(600));
        coordinator.ledger.endWith(GlobalStatus.UNKNOWN, null);
        assertThatThrownBy(() -> client.commit(XID))
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageStartingWith("ASN-3403: ");

        coordinator.ledger.stand(GlobalStatus.COMMITTED);
        assertThat(client.commit(XID)).isEqualTo(Ending.COMMITTED);
    }

    @Test
    void aParticipantMarksTheTransactionRollbackOnly() {
        client.markRollbackOnly(XID);

        assertThat(coordinator.requests)
                .last()
                .satisfies(frame ->
                        assertThat(Extensions.isRollbackOnly(frame.head())).isTrue());
        assertThat(coordinator.ledger.done()).contains("rollback fake:1:1");
    }

    @Test
    void aSeataServerIsNotAskedToMarkIt() {
        client.close();
        coordinator.asSeata("2.0.0");
        client = connect();

        assertThatThrownBy(() -> client.markRollbackOnly(XID))
                .isInstanceOf(TryAgain.class)
                .hasMessageEndingWith("it is a Seata server, which knows no such request.");
        assertThat(coordinator.ledger.done()).containsExactly("begin buy");
    }

    @Test
    void aReportNamesTheOutcomeAndTheBranchesItWaitsFor() {
        coordinator.ledger.stand(GlobalStatus.ROLLBACKING);
        coordinator.ledger.endWith(GlobalStatus.ROLLBACKING, "ROLLING_BACK;cause=timeout");
        coordinator.ledger.waitFor(
                new WaitsFor(List.of(new WaitsFor.Branch("7", WaitsFor.Reason.CALLED, "stock", "db")), 2));

        assertThat(client.report(XID))
                .isEqualTo(new TransactionReport(
                        XID,
                        GlobalStatus.ROLLBACKING,
                        "being rolled back (decided by its time-out)",
                        List.of(new UnfinishedBranch("7", "stock", "db", "it was called and has not answered")),
                        2));
    }

    @Test
    void aBranchWithoutAnAnswerIsUnknown() {
        beImpatient(Duration.ofMillis(600));
        coordinator.fallSilent();
        assertUnknown(this::register, "register a branch of transaction fake:1:1, but no answer came within 200 ms.");
        assertThatThrownBy(() -> client.begin("pay", MINUTE))
                .as("just tried again")
                .isInstanceOf(TryAgain.class);
        assertThatThrownBy(() -> client.status(XID)).as("just a question").isInstanceOf(TryAgain.class);
        assertThatThrownBy(() -> client.lockable(null, BranchType.AT, "db", "t:1"))
                .isInstanceOf(TryAgain.class);
    }

    @Test
    void whatWasNeverSentChangedNothing() {
        beImpatient(Duration.ofMillis(600));
        coordinator.stop();
        await().untilAsserted(() -> assertThatThrownBy(this::register).isInstanceOf(TryAgain.class));
        assertThatThrownBy(() -> client.commit(XID))
                .isInstanceOf(TryAgain.class)
                .hasMessageContaining(coordinator.address())
                .hasMessageContaining("within 600 ms");

        coordinator.accept();
        await().ignoreExceptions().until(() -> client.status(XID) == GlobalStatus.BEGIN);
        assertThat(coordinator.ledger.done()).as("nothing comes late").containsExactly("begin buy");
    }

    @Test
    void aSeataServerIsNotAskedForABranchTwice() {
        client.close();
        coordinator.asSeata("2.0.0");
        client = connect();
        coordinator.cutNextAnswer();
        assertUnknown(this::register, "a Seata server might do it twice if asked again.");

        coordinator.ledger.endWith(GlobalStatus.COMMITTED, null);
        coordinator.cutNextAnswer();
        assertThat(client.commit(XID)).as("this does no harm").isEqualTo(Ending.COMMITTED);
        assertThat(coordinator.ledger.done())
                .containsExactly("begin buy", "branch fake:1:1 t:1", "commit fake:1:1", "commit fake:1:1");
    }

    @Test
    void anInterruptEndsTheWaitButARollbackGoesItsWay() {
        coordinator.dropNextAnswer();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> client.rollback(XID))
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("the waiting thread was interrupted");

        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        await().until(() -> coordinator.ledger.done().contains("rollback fake:1:1"));
    }

    private void assertUnknown(ThrowingCallable call, String end) {
        assertThatThrownBy(call)
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageStartingWith("ASN-3401: Expected the coordinator at " + coordinator.address() + " to ")
                .hasMessageEndingWith(end);
    }

    private BranchId register() throws LockConflict {
        return client.register(XID, BranchType.AT, "db", "t:1", null);
    }

    private BranchId registerUnchecked() {
        try {
            return register();
        } catch (LockConflict | AssentException e) {
            throw new AssertionError(e);
        }
    }
}
