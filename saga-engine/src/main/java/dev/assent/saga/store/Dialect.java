package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** What differs between the databases. */
enum Dialect {
    H2("CLOB", "BLOB", "BOOLEAN", "TIMESTAMP(3)", "", Dialect.EPOCH),
    /** MySQL too. Names and keys are compared letter by letter. */
    MARIADB(
            "LONGTEXT",
            "BLOB",
            "TINYINT(1)",
            "DATETIME(3)",
            " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000"),
    POSTGRES("TEXT", "BYTEA", "BOOLEAN", "TIMESTAMP(3)", "", Dialect.EPOCH);

    private static final String EPOCH = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    private final String text;
    private final String bytes;
    private final String bool;
    private final String timestamp;
    private final String tableOptions;
    private final String now;

    Dialect(String text, String bytes, String bool, String timestamp, String tableOptions, String now) {
        this.text = text;
        this.bytes = bytes;
        this.bool = bool;
        this.timestamp = timestamp;
        this.tableOptions = tableOptions;
        this.now = now;
    }

    static Dialect of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection);
        } catch (SQLException e) {
            throw StoreException.of(StoreErrors.noAnswer("be reachable", e), e);
        }
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "mariadb", "mysql" -> MARIADB;
            case "postgresql" -> POSTGRES;
            default -> throw StoreException.of(StoreErrors.unknownDatabase(product), null);
        };
    }

    /** The name of this dialect in the mappers. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An expression: the database's clock in ms since 1970, UTC. */
    String now() {
        return now;
    }

    /** A declaration with this database's types for {@code TEXT}, {@code BYTES}, {@code BOOL} and {@code TIME}. */
    String declare(String column) {
        return column.replace("TEXT", text)
                .replace("BYTES", bytes)
                .replace("BOOL", bool)
                .replace("TIME", timestamp);
    }

    String tableOptions() {
        return tableOptions;
    }
}
