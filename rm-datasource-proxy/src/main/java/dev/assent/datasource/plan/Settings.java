package dev.assent.datasource.plan;

import java.util.Set;

/** Settings that change neither what a statement means nor when a local transaction ends. */
final class Settings {
    private static final Set<String> HARMLESS = Set.of(
            "NAMES",
            "CHARACTER",
            "TIME",
            "TIMEZONE",
            "APPLICATION_NAME",
            "STATEMENT_TIMEOUT",
            "LOCK_TIMEOUT",
            "QUERY_TIMEOUT",
            "DEFAULT_LOCK_TIMEOUT",
            "INNODB_LOCK_WAIT_TIMEOUT",
            "LOCK_WAIT_TIMEOUT",
            "MAX_STATEMENT_TIME",
            "WAIT_TIMEOUT",
            "NET_READ_TIMEOUT",
            "NET_WRITE_TIMEOUT");

    private Settings() {}

    static boolean harmless(Text text) {
        int name = text.at(1).is("SESSION") || text.at(1).is("LOCAL") ? 2 : 1;
        boolean one = !text.hasSymbol(',') && !text.hasSymbol('(');
        return one && HARMLESS.contains(text.at(name).upper());
    }
}
