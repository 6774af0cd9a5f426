package dev.assent.testkit;

import dev.assent.core.TransactionState;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Cause;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * What a test expects of a transaction. Each assertion first lets the coordinator and the services do what is left to do at
 * the time that the test's clock shows. One that fails says what the coordinator knows, with the story of the transaction.
 */
public final class TransactionAssert extends AbstractAssert<TransactionAssert, ObservedTransaction> {
    TransactionAssert(ObservedTransaction transaction) {
        super(transaction, TransactionAssert.class);
    }

    /** It is committed, and every branch has the outcome. */
    public TransactionAssert committed() {
        return is("committed", TransactionState.COMMITTED);
    }

    /** It is rolled back, and every branch is undone. */
    public TransactionAssert rolledBack() {
        return is("rolled back", TransactionState.ROLLED_BACK);
    }

    /** Nothing is decided. */
    public TransactionAssert open() {
        return is("open", TransactionState.ACTIVE);
    }

    /** The commit is decided, and a branch has not got it. */
    public TransactionAssert committing() {
        return is(
                "decided to commit, with a branch that has not got the outcome",
                TransactionState.COMMITTING,
                TransactionState.COMMIT_FAILED);
    }

    /** The rollback is decided, and a branch is not undone. */
    public TransactionAssert rollingBack() {
        return is(
                "decided to roll back, with a branch that is not undone",
                TransactionState.ROLLING_BACK,
                TransactionState.ROLLBACK_FAILED);
    }

    /** A branch is parked: it waits for an operator. */
    public TransactionAssert parked() {
        return is("parked", TransactionState.COMMIT_FAILED, TransactionState.ROLLBACK_FAILED);
    }

    private TransactionAssert is(String expected, TransactionState... states) {
        TransactionStatus status = seen().status();
        if (!List.of(states).contains(status.state())) {
            failure("to be %s, but it is %s".formatted(expected, States.words(status.state(), status.cause())));
        }
        return this;
    }

    /** What decided its outcome. */
    public TransactionAssert because(Cause cause) {
        TransactionStatus status = seen().status();
        if (status.cause() != cause) {
            failure("to be decided by %s, but it is %s"
                    .formatted(States.words(cause), States.words(status.state(), status.cause())));
        }
        return this;
    }

    /**
     * Words that stand in the reason: in what decided the outcome ({@code time-out}, {@code its application}, {@code a branch
     * that failed}), or in the exception for which a service of the test rolled it back.
     */
    public TransactionAssert because(String words) {
        List<String> reasons = reasons();
        if (reasons.stream().noneMatch(reason -> reason.contains(words))) {
            failure("to have a reason with '%s', but it has %s"
                    .formatted(words, reasons.isEmpty() ? "no reason" : "'" + String.join("' and '", reasons) + "'"));
        }
        return this;
    }

    /** The class of the exception for which a service of the test rolled it back, or of one of its causes. */
    public TransactionAssert because(Class<? extends Throwable> type) {
        List<Throwable> reasons = seen().reasons();
        if (reasons.stream().flatMap(TransactionAssert::chain).noneMatch(type::isInstance)) {
            failure("to be rolled back for a %s, but it has %s"
                    .formatted(
                            type.getName(),
                            reasons.isEmpty()
                                    ? "no such reason"
                                    : reasons.stream().map(Throwable::toString).collect(Collectors.joining(" and "))));
        }
        return this;
    }

    private static Stream<Throwable> chain(Throwable reason) {
        return Stream.iterate(reason, Objects::nonNull, Throwable::getCause);
    }

    private List<String> reasons() {
        Cause cause = seen().status().cause();
        return Stream.concat(
                        Stream.ofNullable(cause).map(States::words),
                        seen().reasons().stream()
                                .flatMap(TransactionAssert::chain)
                                .map(Throwable::toString))
                .toList();
    }

    /** How many branches have joined. */
    public TransactionAssert hasBranches(int count) {
        int seen = seen().branches();
        if (seen != count) {
            failure("to have %d branches, but it has %d".formatted(count, seen));
        }
        return this;
    }

    private ObservedTransaction seen() {
        isNotNull();
        return actual;
    }

    private void failure(String what) {
        failWithMessage(
                "%s",
                "Expected transaction %s %s.%nIts story, by the test's clock:%n%s"
                        .formatted(actual, what, String.join(System.lineSeparator(), actual.story())));
    }
}
