package dev.assent.datasource.plan;

import java.util.Set;

/** {@code now()} and its kin stand still within a transaction, these do not. */
final class PostgresGrammar implements Grammar {
    @Override
    public boolean dollarQuotes() {
        return true;
    }

    @Override
    public Set<String> unstableFunctions() {
        return Set.of(
                "RANDOM", "CLOCK_TIMESTAMP", "STATEMENT_TIMESTAMP", "TIMEOFDAY", "GEN_RANDOM_UUID", "UUIDV4", "UUIDV7");
    }
}
