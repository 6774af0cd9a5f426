package dev.assent.migration;

import dev.assent.datasource.dialect.Folding;
import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.dialect.H2;
import dev.assent.datasource.dialect.MariaDb;
import dev.assent.datasource.dialect.MySql;
import dev.assent.datasource.dialect.PostgreSql;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plans;
import dev.assent.datasource.table.Routines;
import java.util.LinkedHashSet;
import java.util.Set;

/** Asks the data source's planner what a global transaction would do with a statement, by its text alone. */
final class Statements {
    private static final int KEPT = 10_000;

    private final Set<Text> texts = new LinkedHashSet<>();

    /**
     * @param certain whether the text is what the database gets; a part of a text, or one that is put together, may be unreadable
     *     here and not there
     */
    private record Text(String place, String sql, boolean certain) {}

    /** As the application has sent it. */
    void sent(String place, String sql) {
        texts.add(new Text(place, sql.strip(), true));
    }

    /** @param fixed false if parts of the text are left out or repeated at run time */
    void ofMapper(String place, String sql, boolean fixed) {
        texts.add(new Text(place, sql.strip(), fixed));
    }

    /** A constant of a class: a statement, or a part of one. */
    void ofClass(String place, String text) {
        texts.add(new Text(place, text.replaceAll("[\\x01\\x02]", "?").strip(), false));
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** @param database {@code postgresql}, {@code mariadb}, {@code mysql} or {@code h2} */
    void judge(String database, Findings findings) {
        Plans plans = new Plans(grammar(database), Set.of(), Routines.NONE, KEPT);
        int fine = 0;
        for (Text text : texts) {
            Plan plan = plans.of(text.sql);
            if (!(plan instanceof Plan.Refused refused)) {
                fine++;
            } else if (refused.reason() != Refusal.UNREADABLE) {
                findings.refused(text.place, sentence(refused, text), Page.SQL);
            } else if (text.certain) {
                findings.refused(text.place, sentence(refused, text), Page.SQL);
            } else if (!text.place.endsWith(".class")) {
                findings.change(
                        text.place,
                        "A statement is put together when it runs, and cannot be judged by its text: look at it with assent.at.report=true.",
                        Page.DRY_RUN);
            }
        }
        if (fine > 0) {
            findings.works(
                    database,
                    "Statements that are accepted by their text: %d; the dry run looks at keys, triggers and foreign keys."
                            .formatted(fine),
                    Page.DRY_RUN);
        }
    }

    private static String sentence(Plan.Refused refused, Text text) {
        return String.valueOf(refused.reason()
                .of(text.sql.replaceAll("\\s+", " "), refused.detail())
                .getMessage());
    }

    private static Grammar grammar(String database) {
        return switch (database) {
            case "postgresql" -> new PostgreSql();
            case "mariadb" -> new MariaDb(Folding.NONE, true);
            case "mysql" -> new MySql(Folding.NONE);
            default -> new H2(Folding.UPPER);
        };
    }
}
