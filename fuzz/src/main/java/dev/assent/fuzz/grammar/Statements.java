package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.grammar.TableShape.Field;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.Sql;
import java.util.List;

/** Draws statements on one of the tables. */
final class Statements {
    private final Plot plot;
    private final Draw draw;
    private final Values values;

    Statements(Plot plot, Draw draw) {
        this.plot = plot;
        this.draw = draw;
        this.values = new Values(plot, draw);
    }

    Sql any() {
        if (!plot.offers().isEmpty() && draw.percent(35)) {
            return draw.of(plot.offers()).get();
        }
        TableShape table = table();
        int which = draw.below(100);
        if (which < 28) {
            return insert(table);
        } else if (which < 60) {
            return update(table);
        } else if (which < 75) {
            return delete(table);
        } else if (which < 85) {
            return select(table);
        }
        return new WiderStatements(plot, draw, this, values).any(table);
    }

    /** By key, with values that depend on nothing. */
    Sql neighbour() {
        TableShape table = table();
        Field key = table.key().get(0);
        String id = draw.of(key.type().samples()).literal();
        return Sql.of(
                switch (draw.below(4)) {
                    case 0 -> "DELETE FROM " + table.name() + " WHERE " + key.name() + " = " + id;
                    case 1 -> "INSERT INTO " + table.name() + " (" + key.name() + ", v) VALUES (" + id + ", 900)";
                    default -> "UPDATE " + table.name() + " SET v = 500 WHERE " + key.name() + " = " + id;
                });
    }

    /** The later tables, which features have made, are drawn more often. */
    TableShape table() {
        List<TableShape> tables = plot.tables();
        return draw.percent(50) ? tables.get(tables.size() - 1) : draw.of(tables);
    }

    Sql insert(TableShape table) {
        Writing writing = new Writing(plot, draw);
        insertInto(writing, table, draw.percent(25) ? draw.between(2, 3) : 1);
        return writing.sql();
    }

    void insertInto(Writing writing, TableShape table, int rows) {
        boolean keyLeftOut = table.isGenerated() && draw.percent(70);
        List<Field> fields = table.fields().stream()
                .filter(field -> !field.isComputed())
                .filter(field -> field.isKey() ? !keyLeftOut : draw.percent(65))
                .toList();
        if (fields.isEmpty()) {
            fields = List.of(table.settable().get(0));
        }
        writing.add("INSERT INTO", table.name(), "(");
        list(writing, fields);
        writing.add(")", "VALUES");
        for (int row = 0; row < rows; row++) {
            writing.add(row == 0 ? "(" : ", (");
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    writing.add(",");
                }
                Field field = fields.get(i);
                if (field.isKey()) {
                    values.key(writing, field);
                } else if (draw.percent(10)) {
                    writing.add(draw.of("DEFAULT", "NULL"));
                } else {
                    values.plain(writing, field);
                }
            }
            writing.add(")");
        }
    }

    static void list(Writing writing, List<Field> fields) {
        for (int i = 0; i < fields.size(); i++) {
            writing.add((i == 0 ? "" : ", ") + fields.get(i).name());
        }
    }

    Sql update(TableShape table) {
        Writing writing = new Writing(plot, draw);
        update(writing, table);
        where(writing, table);
        return writing.sql();
    }

    void update(Writing writing, TableShape table) {
        writing.add("UPDATE", table.name(), "SET");
        List<Field> set = draw.some(table.settable(), draw.between(1, 2));
        for (int i = 0; i < set.size(); i++) {
            writing.add((i == 0 ? "" : ", ") + set.get(i).name(), "=");
            values.set(writing, set.get(i));
        }
    }

    Sql delete(TableShape table) {
        Writing writing = new Writing(plot, draw);
        writing.add("DELETE FROM", table.name());
        where(writing, table);
        return writing.sql();
    }

    Sql select(TableShape table) {
        Writing writing = new Writing(plot, draw);
        writing.add("SELECT", draw.of("id, v", "v, w", "count(*)", "v + 1"), "FROM", table.name());
        where(writing, table);
        if (draw.percent(50)) {
            writing.add("FOR UPDATE");
        }
        return writing.sql();
    }

    void where(Writing writing, TableShape table) {
        if (draw.percent(6)) {
            return;
        }
        writing.add("WHERE");
        condition(writing, table);
        if (draw.percent(20)) {
            writing.add(draw.of("AND", "OR", "AND NOT"));
            condition(writing, table);
        }
    }

    private void condition(Writing writing, TableShape table) {
        List<Field> key = table.key();
        Field first = key.get(0);
        switch (draw.below(12)) {
            case 0 -> writing.add("v > " + draw.below(60));
            case 1 -> writing.add("v BETWEEN 15 AND " + draw.between(20, 60));
            case 2 -> writing.add(draw.of("w IS NULL", "w LIKE 'a%'", "w = 'a'", "w <> ''", "lower(w) = 'a'"));
            case 3 -> {
                writing.add(first.name(), "IN (");
                values.plain(writing, first);
                writing.add(",");
                values.plain(writing, first);
                writing.add(")");
            }
            case 4 -> {
                writing.add(first.name(), draw.of(">=", "<", "<>"));
                values.plain(writing, first);
            }
            case 5 -> {
                if (first.type().equals(Types.INT)) {
                    difference(writing, first);
                } else {
                    writing.add("v + 1 > 20");
                }
            }
            default -> {
                for (int i = 0; i < key.size(); i++) {
                    writing.add((i == 0 ? "" : "AND ") + key.get(i).name(), "=");
                    values.plain(writing, key.get(i));
                }
            }
        }
    }

    /** Where {@code --} starts no comment, two minuses are a plus. */
    private void difference(Writing writing, Field field) {
        boolean comment = plot.has(Feature.COMMENTS) && draw.percent(60);
        writing.add(field.name(), "= " + draw.between(2, 4) + (comment ? "--1" : draw.of(" - 1", " - -1", "-1")));
        if (comment) {
            writing.because(Feature.COMMENTS);
        }
    }

    boolean is(DatabaseKind kind) {
        return plot.kind() == kind;
    }
}
