package dev.assent.fuzz.server;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import java.sql.SQLException;

/** A server with two databases of the same kind. */
public interface Databases extends AutoCloseable {
    static Databases start(DatabaseKind kind, RunDirectory run) throws SQLException {
        return switch (kind) {
            case H2 -> new H2InMemory();
            case POSTGRES -> new PostgresDatabases(kind.startWithoutForcing(run));
            case MARIADB -> new MariaDbDatabases(kind.startWithoutForcing(run));
        };
    }

    DatabaseKind kind();

    /** Empties the database of the data source, except for the undo table. The place is valid until the next call. */
    Place ours() throws SQLException;

    /** Empties the database of plain JDBC, which has the same tables. The place is valid until the next call. */
    Place plain() throws SQLException;

    @Override
    void close() throws SQLException;
}
