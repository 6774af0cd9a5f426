package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;
import java.util.List;
import java.util.Optional;

/** What is to be done about a statement of a global transaction. Immutable; one per text. */
public sealed interface Plan {
    /** Changes no row: it goes straight to the database. */
    record Read() implements Plan {}

    /**
     * {@code INSERT … VALUES}.
     *
     * @param columns as the statement spells them; empty if it names none and means all, in the table's order
     * @param rows one list of values per row
     */
    record Insert(Target target, Optional<List<String>> columns, List<List<Value>> rows) implements Plan {}

    /**
     * {@code UPDATE} of one table.
     *
     * @param columns the columns set, as the statement spells them
     */
    record Update(Target target, List<String> columns, Tail tail) implements Plan {}

    /** {@code DELETE} from one table. */
    record Delete(Target target, Tail tail) implements Plan {}

    /** {@code SELECT … FOR UPDATE} of one table. */
    record LockingRead(Target target, Tail tail) implements Plan {}

    /**
     * Not run.
     *
     * @param detail what in it is not allowed, such as the name of a function; may be empty
     */
    record Refused(Refusal reason, String detail) implements Plan {}

    /**
     * The table.
     *
     * @param name as the statement spells it, with schema and quotes
     * @param alias as the statement spells it; empty if it has no alias
     */
    record Target(String name, String alias) {
        /** What stands behind {@code FROM} in an image query. */
        public String from() {
            return alias.isEmpty() ? name : name + ' ' + alias;
        }
    }

    /**
     * Which rows: the user's own words from {@code WHERE} on.
     *
     * @param sql empty if the statement means every row
     * @param firstParameter the index (from 1) of its first parameter
     * @param parameters how many it has
     */
    record Tail(String sql, int firstParameter, int parameters) {}

    /** A value of an INSERT, as far as the text shows it. */
    sealed interface Value {
        /** @param index from 1 */
        record Parameter(int index) implements Value {}

        /** @param sql as the statement spells it: a number or a text */
        record Literal(String sql) implements Value {}

        /** {@code DEFAULT} or {@code NULL}: in a key column, the database chooses. */
        record Chosen() implements Value {}

        /** Anything else, such as {@code nextval('s')}: the database knows. */
        record Computed() implements Value {}
    }
}
