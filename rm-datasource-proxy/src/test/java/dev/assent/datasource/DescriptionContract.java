package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.table.TableFacts;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import dev.assent.model.AssentException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A second after a table was read it is described as it is then, whatever has changed; and where nothing has, a few short
 * questions say so.
 */
public abstract class DescriptionContract {
    /** Stands for the schema of the undo table in statements. */
    protected static final String HOME = "%home";

    /** Three of them are about the tables that would make the schema another space for locks. */
    private static final int QUESTIONS = 4;

    private static final long SECOND = 1_000_000_000;

    /** With nothing in it but the undo table. */
    protected abstract DataSource emptied() throws SQLException;

    protected abstract List<Change> changes();

    /** Statements that leave no trace outside of the schema of the undo table. */
    protected abstract List<String> afterwards();

    protected String undoTable() {
        return "undo_log";
    }

    /** Changes that any database can make. */
    protected static List<Change> ofAnyTable() {
        String t = "CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL, b VARCHAR(20), UNIQUE (a))";
        String child = "CREATE TABLE child (id INT PRIMARY KEY, p INT, CONSTRAINT f FOREIGN KEY (p) REFERENCES t (id))";
        return List.of(
                Change.of("a new column").to(t).by("ALTER TABLE t ADD COLUMN c INT"),
                Change.of("a column has gone").to(t).by("ALTER TABLE t DROP COLUMN b"),
                Change.of("a unique index").to(t).by("CREATE UNIQUE INDEX u ON t (b)"),
                Change.of("a foreign key to it").to(t).by(child),
                Change.of("the table that refers to it has gone").to(t, child).by("DROP TABLE child"),
                Change.of("the table that refers to it has another name")
                        .to(t, child)
                        .by("ALTER TABLE child RENAME TO kid"),
                Change.of("the column that refers to it has another name")
                        .to(t, child)
                        .by("ALTER TABLE child RENAME COLUMN p TO q"),
                Change.of("another foreign key of the name has another rule")
                        .to(t, child)
                        .by(
                                "ALTER TABLE child DROP CONSTRAINT f",
                                "ALTER TABLE child ADD CONSTRAINT f FOREIGN KEY (p) REFERENCES t (id) ON DELETE CASCADE"),
                Change.of("another foreign key of the name refers to another column")
                        .to(t, child)
                        .by(
                                "ALTER TABLE child DROP CONSTRAINT f",
                                "ALTER TABLE child ADD CONSTRAINT f FOREIGN KEY (p) REFERENCES t (a)"),
                Change.of("another table of the name")
                        .to(t)
                        .by("ALTER TABLE t RENAME TO old", "CREATE TABLE t (id INT PRIMARY KEY, b INT)"),
                Change.of("it has gone").to(t).by("DROP TABLE t"));
    }

    @TestFactory
    Stream<DynamicTest> aChangeIsNoticedASecondLater() {
        return changes().stream()
                .map(change -> DynamicTest.dynamicTest(change.name, () -> isNoticedASecondLater(change)));
    }

    private void isNoticedASecondLater(Change change) throws SQLException {
        CountingSource source = new CountingSource(emptied());
        try (Connection c = source.getConnection()) {
            try {
                isNoticedASecondLater(change, source, c);
            } finally {
                run(c, afterwards());
            }
        }
    }

    private void isNoticedASecondLater(Change change, CountingSource source, Connection c) throws SQLException {
        long[] nanos = {0};
        run(c, change.first);
        TableMetas metas = new TableMetas(Dialect.of(c), undoTable(), () -> nanos[0]);
        TableMeta before = metas.of(c, change.table);
        source.taken();

        nanos[0] += SECOND;
        assertThat(metas.of(c, change.table)).isSameAs(before);
        if (!change.wholeReading) {
            assertThat(source.taken()).hasSizeLessThanOrEqualTo(QUESTIONS);
        }

        run(c, change.then);
        nanos[0] += SECOND;
        String noticed = described(metas, c, change.table);
        assertThat(noticed).isEqualTo(described(new TableMetas(metas.dialect(), undoTable()), c, change.table));
        assertThat(noticed).isNotEqualTo(described(before));
    }

    private static String described(TableMetas metas, Connection c, String table) throws SQLException {
        try {
            return described(metas.of(c, table));
        } catch (AssentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** All but the stamp. */
    private static String described(TableMeta table) {
        TableFacts facts = table.facts();
        return String.join(
                "\n",
                table.name(),
                table.lockName(),
                table.columns().toString(),
                table.key().toString(),
                String.valueOf(facts.otherSpace().isPresent()),
                facts.hindrances().toString(),
                facts.functions().toString(),
                facts.triggers().toString(),
                facts.referencedBy().toString(),
                facts.uniqueKeys().toString());
    }

    private static void run(Connection c, List<String> statements) throws SQLException {
        try (Statement statement = c.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace(HOME, c.getCatalog()));
            }
        }
    }

    /**
     * @param first makes the table
     * @param then changes what its description says
     * @param wholeReading whether it is so seldom that it is read whole each time
     */
    protected record Change(String name, String table, List<String> first, List<String> then, boolean wholeReading) {
        public static Change of(String name) {
            return new Change(name, "t", List.of(), List.of(), false);
        }

        public Change named(String table) {
            return new Change(name, table, first, then, wholeReading);
        }

        public Change to(String... statements) {
            List<String> all = new ArrayList<>(first);
            all.addAll(List.of(statements));
            return new Change(name, table, all, then, wholeReading);
        }

        public Change by(String... statements) {
            return new Change(name, table, first, List.of(statements), wholeReading);
        }

        public Change readWhole() {
            return new Change(name, table, first, then, true);
        }
    }
}
