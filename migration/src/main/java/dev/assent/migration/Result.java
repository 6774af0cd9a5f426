package dev.assent.migration;

import java.util.Locale;

/** What a finding means for the application. The order is that of the report. */
enum Result {
    /** Stays with Seata's client, or has to be written in another way. */
    REFUSED,
    /** Has to be changed. */
    CHANGE,
    /** Works as it is. */
    WORKS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
