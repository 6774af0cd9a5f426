package dev.assent.fuzz.grammar;

import static dev.assent.demo.database.DatabaseKind.H2;
import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.grammar.TableShape.Field;
import dev.assent.fuzz.script.Feature;
import java.util.ArrayList;
import java.util.List;

/** What each feature adds to a scenario: mostly a table of its own, whose name begins with x. */
final class Exotics {
    private static final String COLUMNS = " (id INT PRIMARY KEY, v INT, w VARCHAR(60))";

    private final Plot plot;
    private final Draw draw;
    private final Hiding hiding;
    private final Writers writers;

    Exotics(Plot plot, Draw draw) {
        this.plot = plot;
        this.draw = draw;
        this.hiding = new Hiding(plot, draw, this);
        this.writers = new Writers(plot, draw, this);
    }

    void add(Feature feature) {
        switch (feature) {
            case KEY_SETTING_TRIGGER, RUNNING_TOTAL_TRIGGER, LOG_TRIGGER, RULE -> writers.trigger(feature);
            case WRITING_FUNCTION, WRITING_FUNCTION_WITH_A_KNOWN_NAME -> writers.function(feature);
            case VIEW -> view(feature);
            case INHERITANCE -> inheritance(feature);
            case PARTITIONS -> partitions(feature);
            case ROW_SECURITY -> hiding.rowSecurity(feature);
            case DEFERRED_CONSTRAINT -> deferred(feature);
            case ENGINE_WITHOUT_TRANSACTIONS ->
                simple("xe", feature, COLUMNS + " ENGINE=" + draw.of("MyISAM", "Aria", "MEMORY"));
            case TEMPORARY_TABLE -> hiding.temporaryTable(feature);
            case OTHER_SCHEMA -> hiding.otherSchema(feature);
            case SCHEMA_CHANGE -> schemaChange(feature);
            case ESCAPE_SETTING -> escapes(feature);
            case COMMENTS -> comments(feature);
            case STREAMS -> simple("xq", feature, COLUMNS);
            case CASE_BLIND_KEY -> caseBlind(feature);
            case SNAPSHOT_ISOLATION -> {
                plot.opening(feature, "SET SESSION innodb_snapshot_isolation = ON");
                simple("xs", feature, COLUMNS);
            }
            case CASCADE -> new Family(plot, draw).add(feature);
            case ODD_TYPE -> oddType(feature);
            default -> {
                // it is in the statements, or in how they run
            }
        }
    }

    DatabaseKind kind() {
        return plot.kind();
    }

    /** A table of three columns with four rows. */
    void simple(String name, Feature feature, String definition) {
        plot.schema(feature, "CREATE TABLE " + name + definition);
        rows(name, feature);
        plot.table(TableShape.simple(name));
    }

    void rows(String name, Feature feature) {
        for (int i = 1; i <= 4; i++) {
            plot.schema(feature, row(name, i));
        }
    }

    static String row(String name, int i) {
        return "INSERT INTO " + name + " (id, v, w) VALUES (" + i + ", " + 10 * i + ", 'w" + i + "')";
    }

    private void view(Feature feature) {
        simple("xv", feature, COLUMNS);
        plot.schema(feature, "CREATE VIEW xview AS SELECT id, v, w FROM xv WHERE v > 5");
        plot.table(TableShape.simple("xview"));
    }

    private void inheritance(Feature feature) {
        plot.schema(feature, "CREATE TABLE xi" + COLUMNS, "CREATE TABLE xchild (extra VARCHAR(60)) INHERITS (xi)");
        rows("xi", feature);
        plot.schema(
                feature,
                "INSERT INTO xchild (id, v, w, extra) VALUES (5, 50, 'child', 'keep'), ("
                        + draw.of("2", "6")
                        + ", 60, 'child', 'keep')");
        plot.table(TableShape.simple("xi"));
    }

    private void partitions(Feature feature) {
        if (plot.kind() == MARIADB) {
            simple("xp", feature, COLUMNS + " PARTITION BY HASH (id) PARTITIONS 3");
            return;
        }
        plot.schema(
                feature,
                "CREATE TABLE xp" + COLUMNS + " PARTITION BY RANGE (id)",
                "CREATE TABLE xp_p1 PARTITION OF xp FOR VALUES FROM (MINVALUE) TO (4)",
                "CREATE TABLE xp_p2 PARTITION OF xp FOR VALUES FROM (4) TO (MAXVALUE)");
        rows("xp", feature);
        plot.table(TableShape.simple("xp_p1"));
        plot.table(TableShape.simple("xp"));
    }

    private void deferred(Feature feature) {
        plot.schema(
                feature,
                "CREATE TABLE xd (id INT PRIMARY KEY, v INT UNIQUE DEFERRABLE INITIALLY DEFERRED, w VARCHAR(60))");
        rows("xd", feature);
        plot.table(TableShape.simple("xd"));
    }

    private void schemaChange(Feature feature) {
        simple("xa", feature, COLUMNS);
        plot.warmUp(
                feature,
                "UPDATE xa SET v = v + 1 WHERE id = 1",
                "DELETE FROM xa WHERE id = 99",
                "INSERT INTO xa (id, v) VALUES (50, 1)");
        switch (draw.below(4)) {
            case 0, 1 -> plot.meanwhile(feature, "ALTER TABLE xa ADD COLUMN n INT", "UPDATE xa SET n = 77");
            case 2 ->
                plot.meanwhile(
                        feature,
                        "CREATE TABLE xkid (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES xa (id) ON DELETE CASCADE)",
                        "INSERT INTO xkid VALUES (1, 1), (2, 2)");
            default -> plot.meanwhile(feature, "ALTER TABLE xa ADD COLUMN n VARCHAR(9) DEFAULT 'n' NOT NULL");
        }
    }

    private void escapes(Feature feature) {
        plot.opening(
                feature,
                plot.kind() == MARIADB
                        ? "SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')"
                        : "SET standard_conforming_strings = off");
        if (plot.kind() == POSTGRES) {
            plot.opening(feature, "SET escape_string_warning = off");
        }
        simple("xb", feature, COLUMNS);
        String one = plot.kind() == MARIADB ? "'\\'" : "'x\\'";
        plot.offer(() -> {
            Writing writing = new Writing(plot, draw);
            int id = draw.between(1, 4);
            int other = draw.between(1, 4);
            writing.add(
                    plot.kind() == MARIADB
                            ? "UPDATE xb SET v = 999, w = " + one + " WHERE id = " + id + " -- ' WHERE id = " + other
                            : "UPDATE xb SET w = " + one + " , v = 99 WHERE id = " + id + " --' WHERE id = " + other);
            writing.because(feature);
            return writing.sql();
        });
    }

    private void comments(Feature feature) {
        simple("xc", feature, COLUMNS);
        List<String> ends = new ArrayList<>(List.of("--1", " -- x", " /* x */", " --x", "--1\n", ""));
        if (plot.kind() == MARIADB) {
            ends.addAll(List.of(" # x", "--1 OR 1 = 0", "--(1)", "/*! + 1 */", "/*!50000 + 1 */"));
        } else if (plot.kind() == H2) {
            ends.addAll(List.of(" // x", "//1", " // ' x"));
        }
        plot.offer(() -> {
            Writing writing = new Writing(plot, draw);
            writing.add(
                    draw.of("UPDATE xc SET v = 999", "DELETE FROM xc", "UPDATE xc SET v = v + 1"),
                    "WHERE id = " + draw.between(1, 4) + draw.of(ends));
            writing.because(feature);
            return writing.sql();
        });
    }

    private void caseBlind(Feature feature) {
        String type = plot.kind() == H2 ? "VARCHAR_IGNORECASE(10)" : "VARCHAR(10)";
        plot.schema(
                feature,
                "CREATE TABLE xk (code " + type + " PRIMARY KEY, v INT, w VARCHAR(60))",
                "INSERT INTO xk VALUES ('Abc', 1, 'one'), ('e', 2, 'two'), ('x', 3, 'three')");
        ColumnType codes = ColumnType.texts(type, "Abc", "abc", "ABC", "e", "E", "é", "x", "X");
        plot.table(new TableShape(
                "xk", false, List.of(Field.key("code", codes), Field.of("v", Types.INT), Field.of("w", Types.TEXT))));
    }

    private void oddType(Feature feature) {
        switch (plot.kind()) {
            case POSTGRES -> {
                plot.schema(
                        feature,
                        "CREATE DOMAIN instant AS TIMESTAMPTZ",
                        "CREATE TABLE xo (id INT PRIMARY KEY, v INT, w VARCHAR(60), moment instant, n INT GENERATED ALWAYS AS"
                                + " IDENTITY)");
                rows("xo", feature);
                plot.schema(feature, "UPDATE xo SET moment = '2020-01-01 10:00:00Z'");
                if (draw.percent(50)) {
                    plot.session(feature, "SET TIME ZONE '" + draw.of("Asia/Tokyo", "America/New_York") + "'");
                }
                offer(feature, "UPDATE xo SET n = DEFAULT WHERE id = ", "UPDATE xo SET moment = now() WHERE id = ");
            }
            case MARIADB -> {
                plot.schema(
                        feature, "CREATE TABLE xo (id INT PRIMARY KEY, v INT, w VARCHAR(60), d DOUBLE, f TINYINT(1))");
                rows("xo", feature);
                plot.schema(feature, "UPDATE xo SET d = '-0', f = -1");
                offer(feature, "UPDATE xo SET d = 1, f = 1 WHERE id = ", "UPDATE xo SET d = '-0' WHERE id = ");
            }
            case H2 -> {
                plot.schema(
                        feature,
                        "CREATE DOMAIN short AS VARCHAR(60) CHECK (length(value) < 40)",
                        "CREATE TABLE xo (id INT PRIMARY KEY, v INT, w short, n INT GENERATED ALWAYS AS IDENTITY, a INT"
                                + " ARRAY)");
                rows("xo", feature);
                offer(feature, "UPDATE xo SET a = ARRAY[1, 2] WHERE id = ", "UPDATE xo SET n = DEFAULT WHERE id = ");
            }
        }
        plot.table(TableShape.simple("xo"));
    }

    private void offer(Feature feature, String... beforeTheKey) {
        plot.offer(() -> {
            Writing writing = new Writing(plot, draw);
            writing.add(draw.of(beforeTheKey) + draw.between(1, 4));
            writing.because(feature);
            return writing.sql();
        });
    }
}
