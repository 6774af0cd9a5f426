package dev.assent.fuzz.grammar;

import static dev.assent.demo.database.DatabaseKind.H2;
import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;

import dev.assent.fuzz.grammar.TableShape.Field;
import dev.assent.fuzz.script.Sql;
import java.util.List;

/** Statements that are harder to undo, many of which are refused. */
final class WiderStatements {
    private final Plot plot;
    private final Draw draw;
    private final Statements statements;
    private final Values values;

    WiderStatements(Plot plot, Draw draw, Statements statements, Values values) {
        this.plot = plot;
        this.draw = draw;
        this.statements = statements;
        this.values = values;
    }

    Sql any(TableShape table) {
        Writing writing = new Writing(plot, draw);
        Field key = table.key().get(0);
        switch (draw.below(14)) {
            case 0, 1 -> upsert(writing, table);
            case 2 -> insertSelect(writing, table, key);
            case 3 -> {
                writing.add("UPDATE", table.name(), "SET v = (SELECT max(v) FROM " + table.name() + ") + 1");
                statements.where(writing, table);
            }
            case 4 ->
                writing.add(
                        draw.of("UPDATE " + table.name() + " SET v = 3", "DELETE FROM " + table.name()),
                        "WHERE",
                        key.name(),
                        "IN (SELECT " + key.name() + " FROM "
                                + statements.table().name() + " WHERE v > 15)");
            case 5 -> {
                writing.add("UPDATE", table.name(), "SET", key.name(), "=");
                values.key(writing, key);
                statements.where(writing, table);
            }
            case 6 -> limited(writing, table);
            case 7 -> {
                boolean deleting = statements.is(MARIADB) || draw.percent(40);
                if (deleting) {
                    writing.add("DELETE FROM", table.name());
                } else {
                    statements.update(writing, table);
                }
                statements.where(writing, table);
                writing.add(statements.is(H2) ? "" : draw.of("RETURNING id, v", "RETURNING v + 1 AS n, w, id"));
            }
            case 8 -> writing.add("UPDATE", table.name(), "SET v = 1 WHERE", unstable(), draw.of("< 2", ">= 2"));
            case 9 -> writing.add("SELECT id, v FROM", table.name(), "ORDER BY v, id LIMIT 1 FOR UPDATE");
            case 10 -> alias(writing, table);
            case 11, 12 -> {
                return new Joins(plot, draw, statements).any(table);
            }
            default ->
                writing.add(draw.of(
                        "TRUNCATE TABLE " + table.name(),
                        "COMMIT",
                        "SELECT * FROM " + table.name() + " ; DELETE FROM " + table.name(),
                        "WITH x AS (SELECT 1 AS one) SELECT * FROM x",
                        "SELECT current_timestamp IS NULL",
                        "EXPLAIN SELECT * FROM " + table.name()));
        }
        return writing.sql();
    }

    private String unstable() {
        return statements.is(POSTGRES) ? "random()" : "rand()";
    }

    /** On PostgreSQL, the type of a parameter in a sub-select would be text. */
    private void merge(Writing writing, TableShape table) {
        Field key = table.key().get(0);
        writing.add("MERGE INTO", table.name(), "x USING (");
        if (key.type().equals(Types.INT) && draw.percent(30)) {
            writing.add("SELECT v AS k, 6 AS n FROM", statements.table().name());
        } else {
            writing.add("SELECT CAST(");
            values.key(writing, key);
            writing.add("AS " + key.type().sql() + ") AS k,", String.valueOf(draw.between(5, 60)), "AS n");
        }
        writing.add(") y ON x." + key.name() + " = y.k");
        String matched = draw.of("UPDATE SET v = y.n", "UPDATE SET v = x.v + 1, w = 'm'", "DELETE");
        writing.add(draw.of("", "WHEN MATCHED AND x.v > 25 THEN DELETE"), draw.of("", "WHEN MATCHED THEN " + matched));
        writing.add("WHEN NOT MATCHED THEN INSERT (" + key.name() + ", v) VALUES (y.k, y.n)");
        writing.add(statements.is(POSTGRES) ? draw.of("", "", "RETURNING x.v, y.n") : "");
    }

    private void upsert(Writing writing, TableShape table) {
        if (!statements.is(MARIADB) && draw.percent(40)) {
            merge(writing, table);
            return;
        }
        if (statements.is(H2)) {
            writing.add("MERGE INTO", table.name(), "(id, v) KEY (id) VALUES (");
            values.key(writing, table.key().get(0));
            writing.add(", 5)");
            return;
        }
        if (statements.is(MARIADB) && draw.percent(40)) {
            Writing insert = new Writing(plot, draw);
            statements.insertInto(insert, table, 1);
            Sql sql = insert.sql();
            writing.add(sql.text().replaceFirst("INSERT", draw.of("REPLACE", "INSERT IGNORE")));
            writing.parameters(sql.params());
            return;
        }
        statements.insertInto(writing, table, draw.between(1, 2));
        if (statements.is(MARIADB)) {
            writing.add("ON DUPLICATE KEY UPDATE v =", draw.of("v + 1", "VALUES(v)", "5"));
        } else {
            List<String> key = table.key().stream().map(Field::name).toList();
            writing.add(
                    "ON CONFLICT",
                    draw.of(
                            "DO NOTHING",
                            "(" + String.join(", ", key) + ") DO UPDATE SET v = excluded.v",
                            "(" + String.join(", ", key) + ") DO NOTHING"));
        }
    }

    private void insertSelect(Writing writing, TableShape table, Field key) {
        if (key.type().equals(Types.INT) && table.key().size() == 1) {
            writing.add("INSERT INTO", table.name(), "(id, v) SELECT id + 20, v FROM", table.name());
        } else {
            writing.add("INSERT INTO", table.name(), "(", key.name(), ", v)", "SELECT");
            values.key(writing, key);
            writing.add(", 4");
        }
    }

    private void limited(Writing writing, TableShape table) {
        boolean deleting = draw.percent(50);
        if (deleting) {
            writing.add("DELETE FROM", table.name());
        } else {
            statements.update(writing, table);
        }
        statements.where(writing, table);
        if (statements.is(MARIADB)) {
            writing.add(draw.of("ORDER BY id", "ORDER BY v", ""), "LIMIT", String.valueOf(draw.between(1, 2)));
        } else if (statements.is(H2)) {
            writing.add("FETCH FIRST", String.valueOf(draw.between(1, 2)), "ROWS ONLY");
        }
    }

    private void alias(Writing writing, TableShape table) {
        if (draw.percent(50)) {
            writing.add("UPDATE", table.name(), draw.of("x", "AS x"), "SET v = x.v + 1 WHERE x.v > 15");
        } else {
            writing.add("DELETE FROM", table.name(), draw.of("x", "AS x"), "WHERE x.v > 25");
        }
    }
}
