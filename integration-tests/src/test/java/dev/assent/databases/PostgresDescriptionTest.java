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
final class PostgresDescriptionTest extends DescriptionContract {
    private static final String T = "CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20))";
    private static final String FUNCTION =
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'INSERT INTO undo_log DEFAULT VALUES; SELECT 1'";
    private static final String QUIET =
            "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";
    private static final String TRIGGER = "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION quiet()";
    private static final String PARTED = "CREATE TABLE parted (id INT PRIMARY KEY, a INT) PARTITION BY RANGE (id)";
    private static final String RULE = "CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING";

    private final DatabaseServers servers;

    PostgresDescriptionTest(DatabaseServers servers) {
        this.servers = servers;
    }

    @Override
    protected DataSource emptied() throws SQLException {
        DataSource source = servers.emptied(DatabaseKind.POSTGRES);
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("CREATE SCHEMA other");
            s.execute("CREATE TABLE undo_log (id INT)");
        }
        return source;
    }

    @Override
    protected List<String> afterwards() {
        return List.of("RESET ROLE", "DROP SCHEMA IF EXISTS other CASCADE", "DROP SCHEMA IF EXISTS moved CASCADE");
    }

    @Override
    protected String undoTable() {
        return "public.undo_log";
    }

    @Override
    protected List<Change> changes() {
        List<Change> changes = new ArrayList<>(ofAnyTable());
        changes.addAll(List.of(
                Change.of("another type").to(T).by("ALTER TABLE t ALTER a TYPE BIGINT"),
                Change.of("no nulls").to(T).by("ALTER TABLE t ALTER a SET NOT NULL"),
                Change.of("an identity").to(T).by("ALTER TABLE t ALTER id ADD GENERATED ALWAYS AS IDENTITY"),
                Change.of("another index of the name")
                        .to(T, "CREATE UNIQUE INDEX u ON t (a)")
                        .by("DROP INDEX u", "CREATE UNIQUE INDEX u ON t (b)"),
                Change.of("an index has another name")
                        .to(T, "CREATE UNIQUE INDEX u ON t (b)")
                        .by("ALTER INDEX u RENAME TO w"),
                Change.of("a trigger").to(T, QUIET).by(TRIGGER),
                Change.of("a second trigger").to(T, QUIET, TRIGGER).by(TRIGGER.replace("TRIGGER g", "TRIGGER h")),
                Change.of("a trigger is switched off").to(T, QUIET, TRIGGER).by("ALTER TABLE t DISABLE TRIGGER g"),
                Change.of("a trigger has another name").to(T, QUIET, TRIGGER).by("ALTER TRIGGER g ON t RENAME TO h"),
                Change.of("a rule").to(T).by(RULE),
                Change.of("a rule is switched on")
                        .to(T, RULE, "ALTER TABLE t DISABLE RULE r")
                        .by("ALTER TABLE t ENABLE RULE r")
                        .readWhole(),
                Change.of("a table that inherits it").to(T).by("CREATE TABLE child () INHERITS (t)"),
                Change.of("a default calls a function").to(T, FUNCTION).by("ALTER TABLE t ALTER a SET DEFAULT f(1)"),
                Change.of("another default")
                        .to(T, FUNCTION, "ALTER TABLE t ALTER a SET DEFAULT 1")
                        .by("ALTER TABLE t ALTER a SET DEFAULT f(1)"),
                Change.of("a check calls a function").to(T, FUNCTION).by("ALTER TABLE t ADD CHECK (f(a) > 0)"),
                Change.of("another check")
                        .to(T, FUNCTION, "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)")
                        .by("ALTER TABLE t DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (f(a) > 0)"),
                Change.of("a function has another name")
                        .to(T, FUNCTION, "ALTER TABLE t ALTER a SET DEFAULT f(1)")
                        .by("ALTER FUNCTION f(int) RENAME TO g"),
                Change.of("a domain's check calls a function")
                        .to(FUNCTION, "CREATE DOMAIN d AS int", "CREATE TABLE t (id INT PRIMARY KEY, a d)")
                        .by("ALTER DOMAIN d ADD CHECK (f(VALUE) > 0)")
                        .readWhole(),
                Change.of("a composite type holds a domain that calls a function")
                        .to(
                                FUNCTION,
                                "CREATE DOMAIN d AS int CHECK (f(VALUE) > 0)",
                                "CREATE TYPE p AS (x int)",
                                "CREATE TABLE t (id INT PRIMARY KEY, a p)")
                        .by("ALTER TYPE p ADD ATTRIBUTE y d")
                        .readWhole(),
                Change.of("a partition has gone its own way")
                        .to(PARTED, "CREATE TABLE t PARTITION OF parted DEFAULT")
                        .by("ALTER TABLE parted DETACH PARTITION t"),
                Change.of("the table of a partition has another name")
                        .to(PARTED, "CREATE TABLE t PARTITION OF parted DEFAULT")
                        .by("ALTER TABLE parted RENAME TO whole"),
                Change.of("the table of a partition is no partition any more")
                        .to(
                                PARTED,
                                "CREATE TABLE part PARTITION OF parted DEFAULT PARTITION BY RANGE (id)",
                                "CREATE TABLE t PARTITION OF part DEFAULT")
                        .by("ALTER TABLE parted DETACH PARTITION part"),
                Change.of("a trigger of a partition")
                        .named("parted")
                        .to(PARTED, "CREATE TABLE t PARTITION OF parted DEFAULT", QUIET)
                        .by(TRIGGER)
                        .readWhole(),
                Change.of("another table comes first on the path")
                        .to(T, "SET search_path TO other, public")
                        .by("CREATE TABLE other.t (id INT PRIMARY KEY)"),
                Change.of("another space for locks")
                        .named("other.t")
                        .to("CREATE TABLE other.t (id INT PRIMARY KEY)")
                        .by("CREATE TABLE other.undo_log (id INT)"),
                Change.of("another schema")
                        .named("other.t")
                        .to("CREATE TABLE other.t (id INT PRIMARY KEY)")
                        .by("ALTER SCHEMA other RENAME TO moved"),
                Change.of("row security")
                        .to(
                                T,
                                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                                "GRANT ALL ON SCHEMA public TO pg_monitor",
                                "GRANT ALL ON t, undo_log TO pg_monitor")
                        .by("SET ROLE pg_monitor")));
        return changes;
    }
}
