package dev.assent.datasource.branch;

import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.Session;
import dev.assent.datasource.table.TableMeta;
import dev.assent.model.AssentException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a global transaction would do with a statement, as far as its text and the catalogue say. Runs nothing of it; reads the
 * catalogue over the connection of the program.
 */
public final class Rehearsal {
    private final Database database;
    private final Connection driver;

    public Rehearsal(Database database, Connection driver) {
        this.database = database;
        this.driver = driver;
    }

    /** Whether a statement reads only, would be protected, or refused. */
    public Answer of(String sql) throws SQLException {
        try {
            return Answer.taken(reads(database.plans().of(driver, sql), sql));
        } catch (AssentException e) {
            return Answer.refused(e);
        }
    }

    private boolean reads(Plan plan, String sql) throws SQLException {
        if (plan instanceof Plan.Refused refused) {
            throw refused.reason().of(sql, refused.detail());
        }
        if (plan instanceof Plan.SeveralStatements several) {
            boolean allRead = true;
            for (Plan.Part one : several.texts()) {
                allRead &= reads(database.plans().of(driver, one.sql()), one.sql());
            }
            return allRead;
        }
        if (plan instanceof Plan.Insert insert) {
            look(insert.target(), RowChange.INSERT, sql);
        } else if (plan instanceof Plan.OfOneTable one) {
            look(one.target(), change(one), sql);
        } else if (plan instanceof Plan.Several several) {
            for (Plan.OfOneTable one : several.changes()) {
                look(one.target(), change(one), sql);
            }
        }
        return plan instanceof Plan.Read;
    }

    private static RowChange change(Plan.OfOneTable plan) {
        return plan instanceof Plan.Delete ? RowChange.DELETE : RowChange.UPDATE;
    }

    private void look(Plan.Target target, RowChange change, String sql) throws SQLException {
        Session now = Session.of(database.dialect(), driver, database.session().schemas(), target.name());
        TableMeta table = database.tables().lockable(driver, now, now.temporary(), target.name());
        table.facts()
                .hindrance(
                        table.lockName(),
                        change,
                        database.harmless(),
                        database.plans().routines().writers())
                .ifPresent(hindrance -> {
                    throw hindrance.reason().of(sql, hindrance.detail());
                });
    }

    /**
     * What a global transaction would do.
     *
     * @param reads whether the statement goes straight to the database, since it changes and locks nothing
     * @param refusal why it would be refused; empty if it would not
     */
    public record Answer(boolean reads, Optional<AssentException> refusal) {
        static Answer taken(boolean reads) {
            return new Answer(reads, Optional.empty());
        }

        static Answer refused(AssentException why) {
            return new Answer(false, Optional.of(why));
        }
    }
}
