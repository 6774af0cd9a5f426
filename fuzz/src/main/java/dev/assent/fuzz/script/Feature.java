package dev.assent.fuzz.script;

import static dev.assent.demo.database.DatabaseKind.H2;
import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;

import dev.assent.demo.database.DatabaseKind;
import java.util.List;
import java.util.stream.Stream;

/** What lies outside of ordinary schemas and statements. Each transaction draws a few of them. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum Feature {
    /** A trigger sets the key of a new row. */
    KEY_SETTING_TRIGGER(H2, POSTGRES, MARIADB),
    /** A trigger adds to a column of the row that is updated. */
    RUNNING_TOTAL_TRIGGER(H2, POSTGRES, MARIADB),
    /** A trigger inserts into another table. */
    LOG_TRIGGER(H2, POSTGRES, MARIADB),
    VIEW(H2, POSTGRES, MARIADB),
    /** A function that inserts a row: called, hidden in a view or in a default. */
    WRITING_FUNCTION(H2, POSTGRES, MARIADB),
    /** The same with the name of a built-in function or a word of the grammar. */
    WRITING_FUNCTION_WITH_A_KNOWN_NAME(H2, POSTGRES, MARIADB),
    INHERITANCE(POSTGRES),
    PARTITIONS(POSTGRES, MARIADB),
    /** Row-level security by a setting that only the application's connection has. */
    ROW_SECURITY(POSTGRES),
    /** A rule that inserts into another table. */
    RULE(POSTGRES),
    DEFERRED_CONSTRAINT(POSTGRES),
    /** MyISAM, Aria, MEMORY. */
    ENGINE_WITHOUT_TRANSACTIONS(MARIADB),
    /** A temporary table hides a table. */
    TEMPORARY_TABLE(POSTGRES, MARIADB),
    /** The schema is changed by a statement before the global transaction. */
    OTHER_SCHEMA(H2, POSTGRES, MARIADB),
    /** A schema change between two global transactions of one data source. */
    SCHEMA_CHANGE(H2, POSTGRES, MARIADB),
    /** NO_BACKSLASH_ESCAPES, standard_conforming_strings=off. */
    ESCAPE_SETTING(POSTGRES, MARIADB),
    COMMENTS(H2, POSTGRES, MARIADB),
    ODD_TEXT(H2, POSTGRES, MARIADB),
    EXPRESSION_KEYS(H2, POSTGRES, MARIADB),
    STREAMS(H2, POSTGRES, MARIADB),
    /** The coordinator refuses the first registrations: another transaction holds the rows. */
    ROW_HELD(H2, POSTGRES, MARIADB),
    /** Statements of another global transaction in between, committed at once. */
    NEIGHBOUR(H2, POSTGRES, MARIADB),
    /** Text keys that are equal in spite of other letters. */
    CASE_BLIND_KEY(H2, MARIADB),
    /** innodb_snapshot_isolation: the database itself rolls back. */
    SNAPSHOT_ISOLATION(MARIADB),
    /** The driver's own objects, reached through JDBC. */
    JDBC_DETOUR(H2, POSTGRES, MARIADB),
    CASCADE(H2, POSTGRES, MARIADB),
    /** Values and types that cannot be written back as they are. */
    ODD_TYPE(H2, POSTGRES, MARIADB);

    private final List<DatabaseKind> databases;

    Feature(DatabaseKind... databases) {
        this.databases = List.of(databases);
    }

    public static List<Feature> of(DatabaseKind kind) {
        return Stream.of(values())
                .filter(feature -> feature.databases.contains(kind))
                .toList();
    }
}
