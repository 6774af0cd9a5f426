package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.Session;
import dev.assent.datasource.table.TableMeta;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the names in one connection's statements mean, by the database's own account. Within a global transaction no statement
 * is let through that changes it; so it is asked at the first statement behind any that ran outside of one.
 */
final class Tables {
    private final Database database;
    private final Connection driver;
    private final LocalTransaction local;
    private final Map<String, Boolean> hidden = new HashMap<>();
    private @Nullable Session session;

    Tables(Database database, Connection driver, LocalTransaction local) {
        this.database = database;
        this.local = local;
        this.driver = driver;
    }

    /** Something ran that may have changed it. */
    void forgetSession() {
        hidden.clear();
        session = null;
    }

    /**
     * @param next says which table will be looked up next, so that all is asked at once; it may say an empty name
     * @throws dev.assent.model.AssentException.NotAllowed if names or texts do not mean what they mean elsewhere
     */
    void requireUsualSession(Next next) throws SQLException {
        if (session == null) {
            usualSession(database.dialect().hides().isPresent() ? next.table() : "");
        }
    }

    /** A name as spelt in a statement. */
    interface Next {
        String table() throws SQLException;
    }

    private Session usualSession(String named) throws SQLException {
        Session now = session;
        if (now == null) {
            now = Session.of(database.dialect(), driver, home(), named);
            Session usual = database.session();
            if (!now.schemas().equals(usual.schemas())) {
                throw DataSourceErrors.elsewhere(usual.schemas(), now.schemas());
            }
            if (!now.reading().isEmpty()) {
                throw DataSourceErrors.readsOtherwise(now.reading());
            }
            if (!now.spelling().equals(usual.spelling())) {
                throw DataSourceErrors.spellsOtherwise(usual.spelling(), now.spelling());
            }
            hidden.put(named, now.temporary());
            session = now;
        }
        return now;
    }

    /**
     * The table that a statement names.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if there is no such table, or its rows cannot be locked
     */
    TableMeta of(String spelt) throws SQLException {
        Session session = usualSession(spelt);
        TableMeta table = database.tables().lockable(driver, session, isHidden(session, spelt), spelt);
        local.look(table.stamp());
        local.tables().seeTheCatalogue(session.current());
        return table;
    }

    private boolean isHidden(Session session, String spelt) throws SQLException {
        if (database.dialect().hides().isEmpty()) {
            return session.temporary();
        }
        Boolean known = hidden.get(spelt);
        if (known == null) {
            known = Session.hides(database.dialect(), driver, home(), spelt);
            hidden.put(spelt, known);
        }
        return known;
    }

    /** The schema of a plain name on every connection. */
    private String home() {
        return database.session().schemas();
    }

    /**
     * The table is about to be changed.
     *
     * @param set the columns that an UPDATE sets
     * @throws dev.assent.model.AssentException.NotAllowed if the change could not be undone
     */
    void requireUndoable(String sql, TableMeta table, RowChange change, List<Column> set) {
        requireUndoableItself(sql, table, change);
        table.facts().spreading(change, set).stream().findFirst().ifPresent(reference -> {
            throw Refusal.CASCADE.of(sql, reference.referencing());
        });
    }

    /**
     * As {@link #requireUndoable}; what foreign keys change along is looked at by itself.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the change could not be undone
     */
    void requireUndoableItself(String sql, TableMeta table, RowChange change) {
        table.facts()
                .hindrance(
                        table.lockName(),
                        change,
                        database.harmless(),
                        database.plans().routines().writers())
                .ifPresent(hindrance -> {
                    throw hindrance.reason().of(sql, hindrance.detail());
                });
        local.tables().change(table.stamp());
    }

    /**
     * The table is about to be changed by a statement that was planned before.
     *
     * @param make throws if the change could not be undone
     */
    <S> S forChange(Shapes.Kind<S> shapes, Plan plan, TableMeta table, Supplier<S> make) {
        S shape = shapes.of(plan, table, make);
        local.tables().change(table.stamp());
        return shape;
    }
}
