package dev.assent.datasource.plan;

import java.util.Set;

/** Its clock stands still within a transaction. */
final class H2Grammar implements Grammar {
    @Override
    public boolean dollarQuotes() {
        return true;
    }

    @Override
    public Set<String> unstableFunctions() {
        return Set.of("RAND", "RANDOM", "RANDOM_UUID", "UUID", "ROWNUM");
    }
}
