package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GlobalTransactionsTest {
    private static final TransactionOptions PAY = TransactionOptions.named("pay");

    private final FakeCoordinator coordinator = new FakeCoordinator();
    private final GlobalTransactions transactions = new GlobalTransactions(coordinator);

    @Test
    void onlyWhoOpenedItEndsIt() {
        String result = transactions.execute(PAY, () -> {
            transactions.execute(PAY, () -> transactions.execute(PAY, () -> "inner"));
            assertThat(coordinator.asked).as("still open").containsExactly("begin pay 60000");
            return "outer";
        });

        assertThat(result).isEqualTo("outer");
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1");
    }

    @Test
    void aBodyNeedNotReturnAnything() throws Exception {
        List<String> done = new ArrayList<>();

        transactions.run(PAY, () -> done.add("paid"));

        assertThat(done).containsExactly("paid");
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1");
    }

    @Test
    void aTransactionOfItsOwnEndsOnItsOwn() {
        assertThatThrownBy(() -> transactions.execute(PAY, () -> {
                    transactions.execute(PAY.withPropagation(Propagation.REQUIRES_NEW), () -> "log");
                    return fail();
                }))
                .hasMessage("no money");

        assertThat(coordinator.asked).containsExactly("begin pay 60000", "begin pay 60000", "commit 2", "rollback 1");
    }

    @Test
    void theBodysOwnExceptionComesOutCheckedOrNot() throws Exception {
        IOException checked = new IOException("disk");
        AssertionError error = new AssertionError("bug");

        assertThat(catchThrowable(() -> transactions.execute(PAY, () -> {
                    throw checked;
                })))
                .isSameAs(checked);
        assertThat(catchThrowable(() -> transactions.execute(PAY, () -> {
                    throw error;
                })))
                .isSameAs(error);
        assertThat(coordinator.asked).contains("rollback 1", "rollback 2");
    }

    @Test
    void troubleWithTheRollbackIsSaidBesideTheCause() {
        coordinator.rollbacksEnd(Ending.ROLLBACK_RETRYING);
        assertThat(suppressed()).isInstanceOf(RolledBack.class).hasMessageContaining("ASN-2451: ");

        coordinator.rollbacksEnd(Ending.ROLLBACK_FAILED);
        assertThat(suppressed()).isInstanceOf(OutcomeUnknown.class).hasMessageContaining("ASN-3452: ");

        AssentException away = FakeCoordinator.unreachable();
        coordinator.failNextEnding(away);
        assertThat(suppressed()).isSameAs(away);
    }

    private Throwable suppressed() {
        Throwable thrown = catchThrowable(() -> transactions.execute(PAY, GlobalTransactionsTest::fail));
        assertThat(thrown).hasMessage("no money");
        assertThat(thrown.getSuppressed()).hasSize(1);
        return thrown.getSuppressed()[0];
    }

    @Test
    void aCommitThatBecameARollbackIsThrown() {
        assertThatThrownBy(() -> transactions.execute(PAY, () -> {
                    coordinator.timeOut();
                    return "done";
                }))
                .isInstanceOf(RolledBack.class);
        assertThat(coordinator.asked)
                .as("asked once, not rolled back again")
                .containsExactly("begin pay 60000", "commit 1");
    }

    @Test
    void anExceptionThatIsNoReasonCommits() {
        TransactionOptions lenient = PAY.withNoRollbackFor(IOException.class);
        FileNotFoundException trouble = new FileNotFoundException("receipt");

        assertThatThrownBy(() -> transactions.execute(lenient, () -> {
                    throw trouble;
                }))
                .isSameAs(trouble);
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1");
    }

    @Test
    void thatNothingWasCommittedWeighsMoreThanAnExceptionThatIsNoReason() {
        FileNotFoundException trouble = new FileNotFoundException("receipt");

        assertThatThrownBy(() -> transactions.execute(PAY.withNoRollbackFor(IOException.class), () -> {
                    coordinator.timeOut();
                    throw trouble;
                }))
                .isInstanceOf(RolledBack.class)
                .hasSuppressedException(trouble);
    }

    @Test
    void theBodyThatRethrowsTheCoordinatorsWordDoesNotSuppressItself() {
        AssentException away = FakeCoordinator.unreachable();

        assertThatThrownBy(() -> transactions.execute(PAY, () -> {
                    coordinator.failNextEnding(away);
                    throw away;
                }))
                .isSameAs(away)
                .hasNoSuppressedExceptions();
    }

    @Test
    void aHandleRollsBackWhatWasNotEnded() {
        try (GlobalTransaction tx = transactions.begin(PAY)) {
            assertThat(XidContext.current()).contains(tx.xid());
            assertThat(tx.role()).isEqualTo(GlobalTransaction.Role.LAUNCHER);
        }
        assertThat(XidContext.current()).isEmpty();
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "rollback 1");
    }

    @Test
    void aHandleEndsOnceUnlessNothingHappened() {
        try (GlobalTransaction tx = transactions.begin(PAY.withTimeout(Duration.ofSeconds(5)))) {
            coordinator.failNextEnding(FakeCoordinator.unreachable());
            assertThatThrownBy(tx::commit).isInstanceOf(AssentException.TryAgain.class);
            assertThat(tx.commit()).contains(Ending.COMMITTED);
            assertThatThrownBy(tx::rollback).isInstanceOf(NotAllowed.class).hasMessageStartingWith("ASN-4454: ");
        }
        assertThat(coordinator.asked).containsExactly("begin pay 5000", "commit 1", "commit 1");
    }

    @Test
    void aHandleInsideJustTakesPart() {
        transactions.execute(PAY, () -> {
            try (GlobalTransaction tx = transactions.begin(PAY)) {
                assertThat(tx.role()).isEqualTo(GlobalTransaction.Role.PARTICIPANT);
                assertThat(tx.commit()).isEmpty();
                assertThat(tx.rollback()).isEmpty();
            }
            return assertThat(XidContext.current()).isPresent();
        });
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1");
    }

    private static String fail() {
        throw new IllegalStateException("no money");
    }
}
