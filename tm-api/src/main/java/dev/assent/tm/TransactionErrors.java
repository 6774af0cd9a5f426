package dev.assent.tm;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.Xid;
import java.time.Duration;

/**
 * The error sentences of this module. Its codes end in 51 to 99; the client's, of the same module digit, in 01 to 50.
 */
final class TransactionErrors {
    private TransactionErrors() {}

    static AssentException rollbackRetrying(Xid xid) {
        return new RolledBack(
                "ASN-2451",
                "Expected transaction %s to be rolled back when the call returns, but some branches are not undone yet. The coordinator continues to roll it back; 'assent tx show %s' names the branches it waits for."
                        .formatted(xid, xid));
    }

    static AssentException rollbackFailed(Xid xid) {
        return new OutcomeUnknown(
                "ASN-3452",
                ("Expected every branch of transaction %s to be undone, but one branch cannot be undone. Its rows stay unchanged"
                                + " and locked until an operator has resolved it; do not start over before that. See 'assent tx show %s'.")
                        .formatted(xid, xid));
    }

    static AssentException timeoutOutOfRange(String name, Duration timeout) {
        return new NotAllowed(
                "ASN-4451",
                "Expected the timeout of transaction '%s' to lie between 1 and %d ms, but it is %d ms."
                        .formatted(name, Integer.MAX_VALUE, timeout.toMillis()));
    }

    static AssentException notInside(String name, Xid current) {
        return new NotAllowed(
                "ASN-4452",
                "Expected '%s' (NEVER) to be called outside of any global transaction, but the thread works for %s."
                        .formatted(name, current));
    }

    static AssentException notOutside(String name) {
        return new NotAllowed(
                "ASN-4453",
                "Expected '%s' (MANDATORY) to be called inside a global transaction, but the thread works for no global transaction."
                        .formatted(name));
    }

    static AssentException endedAlready(Xid xid) {
        return new NotAllowed(
                "ASN-4454",
                "Expected transaction %s to be ended once through its handle, but it was ended before.".formatted(xid));
    }

    /** @param reason what marked it, the cause of this error */
    static AssentException rollbackOnly(Xid xid, Throwable reason) {
        AssentException error = new RolledBack(
                "ASN-2452",
                "Expected transaction %s to commit, but it was marked rollback-only before: %s. It is rolled back."
                        .formatted(xid, sentence(reason)));
        error.initCause(reason);
        return error;
    }

    /** @param name of the call that wants to join */
    static AssentException deadAlready(Xid xid, String name, Throwable reason) {
        AssentException error = new RolledBack(
                "ASN-2453",
                "Expected '%s' to join transaction %s, but that can only be rolled back: %s. Let the call that began it end, and start over."
                        .formatted(name, xid, sentence(reason)));
        error.initCause(reason);
        return error;
    }

    static AssentException marked(Xid xid, String reason) {
        return new RolledBack(
                "ASN-2454",
                "Expected transaction %s to commit, but the program has marked it rollback-only: %s"
                        .formatted(xid, reason));
    }

    static AssentException noCoordinator(Xid xid) {
        return new NotAllowed(
                "ASN-4455",
                "Expected a call of this process to have begun or joined transaction %s, but none has. Ask GlobalTransactions.current() for it."
                        .formatted(xid));
    }

    static AssentException endsElsewhere(Xid xid) {
        return new NotAllowed(
                "ASN-4456",
                "Expected a hook to be added in the process that began transaction %s, but it began in another one, which ends it."
                        .formatted(xid));
    }

    private static String sentence(Throwable reason) {
        String said = reason.getMessage();
        String text = said == null || said.isBlank() ? reason.getClass().getName() : said;
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
