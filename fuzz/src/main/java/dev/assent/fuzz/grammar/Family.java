package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.grammar.TableShape.Field;
import dev.assent.fuzz.script.Feature;
import java.util.ArrayList;
import java.util.List;

/** Tables whose foreign keys delete or change rows along: to a parent, to a child of it, to the table itself. */
record Family(Plot plot, Draw draw) {
    private static final int ROWS = 4;

    void add(Feature feature) {
        plot.schema(feature, "CREATE TABLE xf (id INT PRIMARY KEY, v INT UNIQUE, w VARCHAR(60))");
        for (int i = 1; i <= ROWS; i++) {
            plot.schema(feature, Exotics.row("xf", i));
        }
        plot.table(TableShape.simple("xf"));
        child("xkids", feature, "xf (id)", draw.percent(60) ? "xf (v)" : "");
        if (draw.percent(60)) {
            child("xgrand", feature, "xkids (id)", draw.percent(50) ? "xf (id)" : "");
        }
        if (draw.percent(50)) {
            child("xself", feature, "xself (id)", "");
        }
        plot.offer(() -> {
            Writing writing = new Writing(plot, draw);
            String condition =
                    draw.of("id = " + key(), "id <= " + key(), "id IN (" + key() + ", " + key() + ")", "v > 20");
            writing.add(draw.of(
                    "DELETE FROM xf WHERE " + condition,
                    "UPDATE xf SET v = v + 100, w = 'moved' WHERE " + condition,
                    "UPDATE xf SET v = NULL WHERE " + condition,
                    "UPDATE xf SET id = id + 20 WHERE " + condition,
                    "DELETE FROM xkids WHERE " + condition));
            writing.because(feature);
            return writing.sql();
        });
    }

    private int key() {
        return draw.between(1, ROWS);
    }

    /** @param other what a second foreign key refers to; empty if there is none */
    private void child(String name, Feature feature, String parent, String other) {
        List<Field> fields = new ArrayList<>(TableShape.simple(name).fields());
        StringBuilder table = new StringBuilder(
                "CREATE TABLE " + name + " (id INT PRIMARY KEY, v INT, w VARCHAR(60), p INT DEFAULT 2");
        fields.add(Field.of("p", Types.INT));
        if (!other.isEmpty()) {
            fields.add(Field.of("q", Types.INT));
            table.append(", q INT DEFAULT 1").append(reference(name, "q", other, rules()));
        }
        table.append(reference(name, "p", parent, rules()));
        plot.schema(feature, table.append(')').toString());
        int unit = other.endsWith("(v)") ? 10 : 1;
        for (int i = 1; i <= ROWS; i++) {
            String p = name.equals("xself") && i == 1
                    ? draw.of("NULL", "1")
                    : draw.of("NULL", "1", "1", String.valueOf(i));
            String q = other.isEmpty() ? "" : ", " + draw.of("NULL", String.valueOf(unit * draw.between(1, 2)));
            plot.schema(
                    feature,
                    "INSERT INTO " + name + " VALUES (" + i + ", " + 10 * i + ", 'w" + i + "', " + p + q + ")");
        }
        plot.table(new TableShape(name, false, fields));
    }

    private static String reference(String name, String column, String to, String rules) {
        return ", CONSTRAINT %s_%s FOREIGN KEY (%s) REFERENCES %s%s".formatted(name, column, column, to, rules);
    }

    /** H2 deletes rows that refer to each other in an order of its own, if it does not delete them along. */
    private String rules() {
        String another = plot.kind() == DatabaseKind.MARIADB ? " RESTRICT" : " SET DEFAULT";
        String onDelete = plot.kind() == DatabaseKind.H2
                ? draw.of(" CASCADE", " CASCADE", " SET NULL")
                : draw.of(" CASCADE", " CASCADE", " SET NULL", " NO ACTION", another);
        return " ON DELETE" + onDelete + " ON UPDATE" + draw.of(" CASCADE", " SET NULL", " NO ACTION", another);
    }
}
