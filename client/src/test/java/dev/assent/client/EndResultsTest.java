package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.Result;
import dev.assent.protocol.Version;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status there is, as the answer to a commit and to a rollback. */
final class EndResultsTest {
    private static final Xid XID = Xid.of("tc:1", 7);
    private static final Peer SEATA = new Peer(null, Version.parse("1.8.0"), "1.8.0", Optional.empty());
    private static final Peer ASSENT = new Peer("0.1.0", Version.parse("2.5.0"), "2.5.0", Optional.empty());

    private final EndResults endings = new EndResults(new CoordinatorAddress("tc", 1));

    static Stream<Arguments> table() {
        return Stream.of(
                row(GlobalStatus.UNKNOWN, OutcomeUnknown.class, OutcomeUnknown.class),
                row(GlobalStatus.BEGIN, TryAgain.class, TryAgain.class),
                row(GlobalStatus.COMMITTING, Ending.COMMIT_RETRYING, NotAllowed.class),
                row(GlobalStatus.COMMIT_RETRYING, Ending.COMMIT_RETRYING, NotAllowed.class),
                row(GlobalStatus.ROLLBACKING, RolledBack.class, Ending.ROLLBACK_RETRYING),
                row(GlobalStatus.ROLLBACK_RETRYING, RolledBack.class, Ending.ROLLBACK_RETRYING),
                row(GlobalStatus.TIMEOUT_ROLLBACKING, RolledBack.class, Ending.ROLLBACK_RETRYING),
                row(GlobalStatus.TIMEOUT_ROLLBACK_RETRYING, RolledBack.class, Ending.ROLLBACK_RETRYING),
                row(GlobalStatus.ASYNC_COMMITTING, Ending.COMMITTED, NotAllowed.class),
                row(GlobalStatus.COMMITTED, Ending.COMMITTED, NotAllowed.class),
                row(GlobalStatus.COMMIT_FAILED, OutcomeUnknown.class, NotAllowed.class),
                row(GlobalStatus.ROLLBACKED, RolledBack.class, Ending.ROLLED_BACK),
                row(GlobalStatus.ROLLBACK_FAILED, OutcomeUnknown.class, Ending.ROLLBACK_FAILED),
                row(GlobalStatus.TIMEOUT_ROLLBACKED, RolledBack.class, Ending.ROLLED_BACK),
                row(GlobalStatus.TIMEOUT_ROLLBACK_FAILED, OutcomeUnknown.class, Ending.ROLLBACK_FAILED),
                row(GlobalStatus.FINISHED, OutcomeUnknown.class, OutcomeUnknown.class),
                row(GlobalStatus.COMMIT_RETRY_TIMEOUT, OutcomeUnknown.class, NotAllowed.class),
                row(GlobalStatus.ROLLBACK_RETRY_TIMEOUT, OutcomeUnknown.class, Ending.ROLLBACK_FAILED),
                row(GlobalStatus.DELETING, OutcomeUnknown.class, OutcomeUnknown.class),
                row(GlobalStatus.STOP_COMMIT_OR_COMMIT_RETRY, OutcomeUnknown.class, NotAllowed.class),
                row(GlobalStatus.STOP_ROLLBACK_OR_ROLLBACK_RETRY, OutcomeUnknown.class, Ending.ROLLBACK_FAILED));
    }

    private static Arguments row(GlobalStatus status, Object afterCommit, Object afterRollback) {
        return arguments(status, afterCommit, afterRollback);
    }

    @Test
    void theTableIsWhole() {
        assertThat(table().map(row -> row.get()[0])).containsExactly((Object[]) GlobalStatus.values());
    }

    @ParameterizedTest
    @MethodSource("table")
    void aStatusMeansOneThing(GlobalStatus status, Object afterCommit, Object afterRollback) {
        assertThat(resultOf(() -> endings.ofCommit(XID, committing(status, SEATA, null))))
                .isEqualTo(afterCommit);
        assertThat(resultOf(() -> endings.ofRollback(XID, rollingBack(status)))).isEqualTo(afterRollback);
    }

    @Test
    void whatDiffersIsSaidDifferently() {
        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKED, ASSENT, "ROLLED_BACK;cause=timeout"))
                .hasMessage(
                        "ASN-2401: Expected transaction tc:1:7 to commit, but it is rolled back (decided by its time-out).");
        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKED, ASSENT, "ROLLED_BACK;cause=user;empty"))
                .hasMessage("ASN-2401: Expected transaction tc:1:7 to commit, but it is rolled back (decided by its"
                        + " application, it had no branches).");
        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKED, ASSENT, null))
                .as("its status does not tell the cause")
                .hasMessage("ASN-2401: Expected transaction tc:1:7 to commit, but it is rolled back.");
        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKING, SEATA, null))
                .hasMessage("ASN-2401: Expected transaction tc:1:7 to commit, but it is being rolled back (decided by"
                        + " its time-out). The coordinator goes on; 'assent tx show tc:1:7' says how far it has come.");
        assertThat(commitFails(GlobalStatus.FINISHED, ASSENT, "UNKNOWN"))
                .hasMessage("ASN-3402: Expected the coordinator at tc:1 to know transaction tc:1:7,"
                        + " but it never began there, or ended and is no longer known.");
        assertThat(catchThrowable(() -> endings.ofRollback(XID, rollingBack(GlobalStatus.COMMITTED))))
                .hasMessage("ASN-4401: Expected transaction tc:1:7 to roll back, but it is committed.");
        assertThat(commitFails(GlobalStatus.BEGIN, SEATA, null))
                .hasMessage("ASN-1403: Expected the coordinator at tc:1 to commit transaction tc:1:7,"
                        + " but it left the transaction open: its status is BEGIN.");
    }

    /** A caller that starts over then would work on rows that are not undone. */
    @ParameterizedTest
    @EnumSource
    void onlyAKnownCodeThatNeedsNoPersonMayStartOver(OutcomeCode code) {
        boolean mayStartOver = code != OutcomeCode.UNRECOGNISED && !code.needsPerson();

        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKING, ASSENT, code.name() + ";cause=user"))
                .isExactlyInstanceOf(mayStartOver ? RolledBack.class : OutcomeUnknown.class);
    }

    @Test
    void whatALaterReleaseSaysBesideItIsNoReasonToStartOver() {
        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKED, ASSENT, "ROLLED_BACK_IN_PART;cause=user"))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(commitFails(GlobalStatus.TIMEOUT_ROLLBACKED, ASSENT, "ROLLED_BACK;cause=quota;since=3"))
                .isInstanceOf(RolledBack.class);
    }

    private Throwable commitFails(GlobalStatus status, Peer peer, @Nullable String detail) {
        return catchThrowable(() -> endings.ofCommit(XID, committing(status, peer, detail)));
    }

    private static Answer<GlobalCommitResponse> committing(GlobalStatus status, Peer peer, @Nullable String detail) {
        return new Answer<>(
                new GlobalCommitResponse(Result.SUCCESS, 0, status),
                peer,
                detail == null ? Map.of() : Map.of(Extensions.OUTCOME, detail));
    }

    private static Answer<GlobalRollbackResponse> rollingBack(GlobalStatus status) {
        return new Answer<>(new GlobalRollbackResponse(Result.SUCCESS, 0, status), ASSENT, Map.of());
    }

    /** The ending, or the class of the error. */
    private static Object resultOf(java.util.function.Supplier<Ending> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }
}
