package dev.assent.saga.store;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The error sentences of the store and of the fence. */
final class StoreErrors {
    private StoreErrors() {}

    static String noAnswer(String asked, Throwable e) {
        return "ASN-6501: Expected the saga store to %s, but %s".formatted(asked, e.getMessage());
    }

    static String noTable(String table, Throwable e) {
        return "ASN-6502: Expected the database to have table %s (createTables() makes it), but %s"
                .formatted(table, e.getMessage());
    }

    static String noColumns(String table, Collection<String> missing) {
        return "ASN-6503: Expected table %s to have columns %s (createTables() adds them), but it has not."
                .formatted(table, String.join(", ", missing));
    }

    static String badPrefix(String prefix) {
        return ("ASN-6504: Expected the table prefix to have at most 32 letters, digits and underscores, and no digit first, "
                        + "but it is '%s'.")
                .formatted(prefix);
    }

    static String unknownDatabase(String product) {
        return "ASN-6505: Expected the saga store to be on MariaDB, MySQL, PostgreSQL or H2, but it is on %s."
                .formatted(product);
    }

    static String badLease(Duration lease) {
        return "ASN-6506: Expected the lease to be at least 1 s, but it is %d ms.".formatted(lease.toMillis());
    }

    static String tooLong(String column, int limit, String value) {
        return "ASN-6507: Expected %s to have at most %d characters, but it has %d: %s."
                .formatted(column, limit, value.length(), value);
    }

    static String noValue(Object value) {
        return ("ASN-6508: Expected what the store keeps to be text, a boolean, a number, a list or a map, "
                        + "but it is a %s.")
                .formatted(value.getClass().getName());
    }

    static String brokenColumn(String table, String id, String column, String why) {
        return "ASN-6509: Expected column %s of row %s in table %s to be readable, but %s"
                .formatted(column, id, table, why);
    }

    static String unknownStatus(@Nullable String code) {
        return "it is '%s'.".formatted(code);
    }

    static String lateForward(String stepId) {
        return "ASN-6510: Expected step %s to be run before its compensation, but it is compensated.".formatted(stepId);
    }

    static String noTransaction(String stepId) {
        return ("ASN-6511: Expected the connection to be in a local transaction when the fence of step %s is asked, "
                        + "but auto-commit is on.")
                .formatted(stepId);
    }
}
