package dev.assent.databases;

import dev.assent.datasource.DescriptionContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class MariaDbDescriptionTest extends DescriptionContract {
    private static final String T = "CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20))";
    private static final String TRIGGER = "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW SET @quiet = 1";

    private final DatabaseServers servers;

    MariaDbDescriptionTest(DatabaseServers servers) {
        this.servers = servers;
    }

    @Override
    protected DataSource emptied() throws SQLException {
        DataSource source = servers.emptied(DatabaseKind.MARIADB);
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("CREATE DATABASE other");
            s.execute("CREATE TABLE undo_log (id INT)");
        }
        return source;
    }

    @Override
    protected List<String> afterwards() {
        return List.of("DROP DATABASE other");
    }

    @Override
    protected List<Change> changes() {
        List<Change> changes = new ArrayList<>(ofAnyTable());
        changes.addAll(List.of(
                Change.of("another type").to(T).by("ALTER TABLE t MODIFY a BIGINT"),
                Change.of("no nulls").to(T).by("ALTER TABLE t MODIFY a INT NOT NULL"),
                Change.of("set at each update")
                        .to("CREATE TABLE t (id INT PRIMARY KEY, a DATETIME)")
                        .by("ALTER TABLE t MODIFY a DATETIME ON UPDATE CURRENT_TIMESTAMP"),
                Change.of("another index of the name")
                        .to(T, "CREATE UNIQUE INDEX u ON t (a)")
                        .by("DROP INDEX u ON t", "CREATE UNIQUE INDEX u ON t (b)"),
                Change.of("an index has another name")
                        .to(T, "CREATE UNIQUE INDEX u ON t (b)")
                        .by("ALTER TABLE t RENAME INDEX u TO w"),
                Change.of("a trigger").to(T).by(TRIGGER),
                Change.of("another trigger of the name")
                        .to(T, TRIGGER)
                        .by("DROP TRIGGER g", TRIGGER.replace("UPDATE", "DELETE")),
                Change.of("another engine").to(T).by("ALTER TABLE t ENGINE = MyISAM"),
                Change.of("another space for locks")
                        .named("other.t")
                        .to("CREATE TABLE other.t (id INT PRIMARY KEY)")
                        .by("CREATE TABLE other.undo_log (id INT)"),
                Change.of("a foreign key of another schema")
                        .to(T)
                        .by("CREATE TABLE other.child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES " + HOME
                                + ".t (id) ON DELETE CASCADE)")));
        return changes;
    }
}
