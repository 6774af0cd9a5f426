package dev.assent.fuzz.grammar;

import static dev.assent.demo.database.DatabaseKind.H2;
import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;

import dev.assent.fuzz.script.Sql;

/** Changes and locking reads of a table with which another is joined. What is set depends on no row of the other. */
final class Joins {
    private final Plot plot;
    private final Draw draw;
    private final Statements statements;

    Joins(Plot plot, Draw draw, Statements statements) {
        this.plot = plot;
        this.draw = draw;
        this.statements = statements;
    }

    Sql any(TableShape table) {
        Writing writing = new Writing(plot, draw);
        String target = table.name() + " x";
        String other = statements.table().name() + " y";
        String matched = draw.of("y.v > x.v", "y.v = x.v", "y.v + 10 = x.v", "y.w = x.w");
        if (statements.is(H2) || draw.percent(25)) {
            writing.add("SELECT x.id, y.v FROM", target, "JOIN", other, "ON", matched, "FOR UPDATE");
            writing.add(statements.is(POSTGRES) ? draw.of("", "OF x", "OF y, x") : "");
        } else if (statements.is(MARIADB)) {
            String join = draw.of("JOIN ", "LEFT JOIN ");
            writing.add(draw.of(
                    "UPDATE " + target + ' ' + join + other + " ON " + matched + " SET x.w = 'j', x.v = x.v",
                    "UPDATE " + other + ' ' + join + target + " ON " + matched + " SET x.w = 'j'",
                    "UPDATE " + target + ", " + other + " SET x.w = 'j' WHERE " + matched,
                    "DELETE x FROM " + target + ' ' + join + other + " ON " + matched,
                    "UPDATE " + target + ' ' + join + other + " ON " + matched + " SET x.w = 'j', y.w = 'k'",
                    "DELETE x, y FROM " + target + ' ' + join + other + " ON " + matched,
                    "DELETE x FROM " + target + " WHERE x.v > 15"));
        } else {
            writing.add(draw.of(
                    "UPDATE " + target + " SET w = 'j', v = x.v FROM " + other + " WHERE " + matched,
                    "DELETE FROM " + target + " USING " + other + " WHERE " + matched,
                    "WITH y AS (SELECT v, w FROM " + other + " WHERE v > 15) UPDATE " + target
                            + " SET w = 'j' FROM y WHERE " + matched,
                    "WITH y AS (SELECT v, w FROM " + other + ") DELETE FROM " + target
                            + " WHERE EXISTS (SELECT 1 FROM y WHERE " + matched + ')'));
            writing.add(draw.of("", "RETURNING x.w, x.id", "RETURNING x.id, x.v AS n"));
        }
        return writing.sql();
    }
}
