package dev.assent.demo.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * H2 in this process, a file per database.
 *
 * <p>By default a commit of H2 returns before anything is written: a thread of its own writes up to 500 ms later. With
 * {@code WRITE_DELAY=0} the committing thread writes the file before it returns ({@code
 * TransactionStore.endTransaction} calls {@code MVStore.commit}), so a commit survives the death of the process. H2
 * forces the file to the disk only now and then, never per commit: a power failure may lose the last commits, whatever
 * its settings. The demo kills processes only.
 */
final class H2Server implements DatabaseServer {
    static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
    static final String USER = "sa";

    private final Path directory;
    private final List<Connection> keptOpen = new ArrayList<>();

    H2Server(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized Database create(String name) {
        String url = "jdbc:h2:file:" + directory.resolve(name) + SETTINGS;
        try {
            keptOpen.add(DriverManager.getConnection(url, USER, ""));
            return new Database(DatabaseKind.H2, name, url, USER);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected H2 to create " + url, e);
        }
    }

    @Override
    public synchronized void close() {
        for (Connection connection : keptOpen) {
            try (connection) {
                connection.createStatement().execute("shutdown immediately");
            } catch (SQLException e) {
                throw new IllegalStateException("Expected H2 to close its files", e);
            }
        }
        keptOpen.clear();
    }
}
