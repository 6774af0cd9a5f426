package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchId;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.ExceptionCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BranchCallsTest {
    private static final Xid XID = new Xid("fake:1:9");

    private final FakeCoordinator coordinator = new FakeCoordinator().accept();
    private @Nullable AssentClient client;

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        coordinator.close();
    }

    static Stream<Arguments> refusals() {
        EnumSet<ExceptionCode> notNow = EnumSet.of(
                ExceptionCode.IO,
                ExceptionCode.FAILED_STORE,
                ExceptionCode.FAILED_WRITE_SESSION,
                ExceptionCode.FAILED_TO_ADD_BRANCH,
                ExceptionCode.FAILED_LOCK_GLOBAL_TRANSACTION,
                ExceptionCode.NOT_RAFT_LEADER);
        EnumSet<ExceptionCode> conflicts =
                EnumSet.of(ExceptionCode.LOCK_KEY_CONFLICT, ExceptionCode.LOCK_KEY_CONFLICT_FAIL_FAST);
        return Stream.of(ExceptionCode.values()).map(code -> {
            if (conflicts.contains(code)) {
                return arguments(code, LockConflict.class);
            }
            if (code == ExceptionCode.TRANSACTION_TIMEOUT) {
                return arguments(code, RolledBack.class);
            }
            return arguments(code, notNow.contains(code) ? TryAgain.class : NotAllowed.class);
        });
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyReasonIsSortedByWhatToDoNext(ExceptionCode code, Class<?> expected) {
        coordinator.ledger.refuse(code, "row t:1 is held by a:1:2");

        Throwable thrown = catchThrowable(this::register);

        assertThat(thrown).isExactlyInstanceOf(expected).hasMessageContaining("row t:1 is held by a:1:2");
        if (thrown instanceof LockConflict conflict) {
            assertThat(conflict.failFast()).isEqualTo(code == ExceptionCode.LOCK_KEY_CONFLICT_FAIL_FAST);
        }
    }

    @Test
    void theNumberMeansWhatItMeansInThePeersVersion() {
        coordinator.asSeata("1.8.0").ledger.refuse(19, "held", null);
        assertThat(catchThrowable(this::register))
                .isInstanceOfSatisfying(
                        LockConflict.class,
                        conflict -> assertThat(conflict.failFast()).isTrue());
    }

    @Test
    void onlyWhoKnowsThatItRollsBackMayStartOver() {
        int notActive = ExceptionCode.GLOBAL_TRANSACTION_NOT_ACTIVE.toWire(dev.assent.protocol.Version.OLD);
        coordinator.ledger.refuse(notActive, "closed", "ROLLED_BACK;cause=timeout");
        assertThatThrownBy(this::register)
                .isInstanceOf(RolledBack.class)
                .hasMessage(
                        "ASN-2402: Expected transaction fake:1:9 to take a branch, but it is rolled back (decided by its time-out). The coordinator says: closed");
        coordinator.ledger.refuse(notActive, "closed", "COMMITTED");
        assertThatThrownBy(this::register).isInstanceOf(NotAllowed.class);
    }

    @Test
    void aServerThatDoesNotSayWhyIsAsked() {
        coordinator.asSeata("2.0.0").ledger.refuse(ExceptionCode.GLOBAL_TRANSACTION_NOT_ACTIVE, "closed");
        coordinator.ledger.stand(GlobalStatus.ROLLBACKING);
        assertThatThrownBy(this::register).isInstanceOf(RolledBack.class).hasMessageContaining("closed");
        coordinator.ledger.stand(GlobalStatus.ASYNC_COMMITTING);
        assertThatThrownBy(this::register).isInstanceOf(NotAllowed.class).hasMessageContaining("closed");
    }

    @Test
    void aRefusedBeginCanBeTriedAgain() {
        coordinator.ledger.refuse(ExceptionCode.BEGIN_FAILED, "the disk is full");
        assertThatThrownBy(() -> client().begin("buy", Duration.ofSeconds(1)))
                .isInstanceOf(TryAgain.class)
                .hasMessageContaining("ASN-1402: ")
                .hasMessageEndingWith("but it cannot now: the disk is full");
    }

    @Test
    void asksWhetherRowsAreFree() throws Exception {
        assertThat(client().lockable(XID, BranchType.AT, "db", "t:1")).isTrue();
        assertThat(client().lockable(null, BranchType.AT, "db", "t:locked")).isFalse();
    }

    @Test
    void anEndingTellsWhatTheCoordinatorSaid() {
        coordinator.ledger.endWith(GlobalStatus.TIMEOUT_ROLLBACKED, "ROLLED_BACK;cause=timeout");
        assertThatThrownBy(() -> client().commit(XID))
                .isInstanceOf(RolledBack.class)
                .hasMessageEndingWith("but it is rolled back (decided by its time-out).");
        coordinator.ledger.endWith(GlobalStatus.ROLLBACK_FAILED, null);
        assertThat(client().rollback(XID)).isEqualTo(Ending.ROLLBACK_FAILED);
        coordinator.ledger.stand(GlobalStatus.ROLLBACKING);
        assertThat(client().status(XID)).isEqualTo(GlobalStatus.ROLLBACKING);
    }

    private BranchId register() throws LockConflict {
        return client().register(XID, BranchType.AT, "db", "t:1", null);
    }

    private AssentClient client() {
        if (client == null) {
            client = AssentClient.connect(ClientOptions.to(coordinator.address(), "shop"));
        }
        return client;
    }
}
