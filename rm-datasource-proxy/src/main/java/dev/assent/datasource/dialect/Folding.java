package dev.assent.datasource.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** What a database makes of an identifier without quotes. */
public enum Folding {
    UPPER,
    LOWER,
    NONE;

    static Folding of(DatabaseMetaData database) throws SQLException {
        if (database.storesUpperCaseIdentifiers()) {
            return UPPER;
        }
        return database.storesLowerCaseIdentifiers() ? LOWER : NONE;
    }

    String fold(String identifier) {
        return switch (this) {
            case UPPER -> identifier.toUpperCase(Locale.ROOT);
            case LOWER -> identifier.toLowerCase(Locale.ROOT);
            case NONE -> identifier;
        };
    }
}
