package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be done about a statement of a global transaction. Immutable; one per text. */
public sealed interface Plan {
    /** Changes no row: it goes straight to the database. */
    record Read() implements Plan {}

    /**
     * {@code INSERT}.
     *
     * @param head all up to what it returns to the caller
     * @param returned behind {@code RETURNING}; empty if it returns nothing
     * @param rows as the text shows them, where the database does not say which rows are new
     */
    record Insert(Target target, WhenThere whenThere, Part head, Part returned, Optional<NewRows> rows)
            implements Plan {
        /** It may delete rows. */
        public boolean deletes() {
            return whenThere == WhenThere.MERGE
                    && head.sql().toUpperCase(Locale.ROOT).contains("DELETE");
        }

        /** To the caller. */
        public boolean returnsRows() {
            return !returned.sql().isEmpty();
        }
    }

    /** What an INSERT does with a row that has a unique value of another. */
    enum WhenThere {
        FAIL,
        /** {@code INSERT IGNORE}, {@code ON CONFLICT DO NOTHING} */
        SKIP,
        /** {@code ON CONFLICT DO UPDATE} */
        CHANGE,
        /** {@code ON DUPLICATE KEY UPDATE} */
        CHANGE_DUPLICATE,
        /** {@code REPLACE} */
        REPLACE,
        /** {@code MERGE} says itself what it does with which row. */
        MERGE
    }

    /**
     * @param columns as the statement spells them; empty if it names none and means all, in the table's order
     * @param rows one list of values per row
     */
    record NewRows(Optional<List<String>> columns, List<List<Value>> rows) {}

    /** A statement that changes rows which are there. */
    sealed interface Keyed extends Plan {
        Cut cut();
    }

    /** A change of one table. */
    sealed interface OfOneTable extends Keyed {
        Target target();
    }

    /**
     * An UPDATE or DELETE of several tables that are joined.
     *
     * @param changes what it does to each of them
     */
    record Several(List<OfOneTable> changes, Cut cut) implements Keyed {}

    /**
     * {@code UPDATE} of one table, to which others may be joined.
     *
     * @param set in the statement's order
     */
    record Update(Target target, List<Assignment> set, Cut cut) implements OfOneTable {}

    /**
     * @param column as the statement spells it
     * @param value computed of a row before the change, it is what the column will be; empty if that is not certain
     */
    record Assignment(String column, Part value) {}

    /** {@code DELETE} from one table, likewise. */
    record Delete(Target target, Cut cut) implements OfOneTable {}

    /**
     * {@code SELECT … FOR UPDATE}, {@code FOR SHARE} and their kin.
     *
     * @param targets the tables of which it locks rows
     * @param rows its query; further columns can be put in behind its own
     */
    record LockingRead(List<Target> targets, Query rows, WhenHeld whenHeld) implements Plan {}

    /** What a locking read wants with a row that another transaction holds. */
    enum WhenHeld {
        WAIT,
        /** {@code NOWAIT} */
        FAIL,
        /** {@code SKIP LOCKED} */
        SKIP
    }

    /**
     * Several statements in one text, separated by semicolons; each changes rows and returns none.
     *
     * @param texts each with its parameters
     */
    record SeveralStatements(List<Part> texts) implements Plan {}

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
        /** What its columns are called by. */
        public String qualifier() {
            return alias.isEmpty() ? name : alias;
        }
    }

    /**
     * Some of a statement's own words, with its comments.
     *
     * @param sql may be empty
     * @param firstParameter the index (from 1) of its first parameter
     * @param parameters how many it has
     */
    record Part(String sql, int firstParameter, int parameters) {
        /**
         * As the condition of a statement; a comment may end it.
         *
         * @param further what has to hold as well; may be empty
         */
        public String where(String further) {
            if (sql.isEmpty() || further.isEmpty()) {
                return sql.isEmpty() && further.isEmpty() ? "" : "\nWHERE " + sql + further;
            }
            return "\nWHERE (" + sql + "\n) AND " + further;
        }
    }

    /**
     * A query into which columns can be put.
     *
     * @param start all before these columns
     * @param from the tables, with what joins them
     * @param condition behind {@code WHERE}; empty if it means every row
     * @param rest all that follows
     */
    record Query(Part start, List<Part> from, Part condition, Part rest) {
        /**
         * @param columns stand behind the start
         * @param further a condition, whose parameters follow the ones of {@link #beforeFurther}; may be empty
         */
        public String sql(String columns, String further) {
            String tables = from.stream().map(Part::sql).collect(Collectors.joining("\n, "));
            String before = start.sql().isEmpty() ? "" : start.sql() + '\n';
            return before + columns + "\nFROM " + tables + condition.where(further) + '\n' + rest.sql();
        }

        public List<Part> beforeFurther() {
            return Stream.of(List.of(start), from, List.of(condition))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * A statement cut where the keys of its rows are put in.
     *
     * @param head all before the condition
     * @param condition behind {@code WHERE}; empty if the statement means every row
     * @param rest {@code ORDER BY} and {@code LIMIT}
     * @param returning what it returns of its rows, with the word; empty if nothing
     * @param rows the query that finds the same rows
     * @param joined other tables are joined to theirs, so the query may find a row more than once, and no row at times
     */
    record Cut(Part head, Part condition, Part rest, Part returning, Query rows, boolean joined, Basis basis) {
        public boolean returns() {
            return !returning.sql().isEmpty();
        }
    }

    /** On what it depends which rows a condition finds. */
    enum Basis {
        /** On the row itself, so it holds as long as the row is locked. */
        ROW,
        /** On other rows as well, which may change between two statements. */
        OTHER_ROWS,
        /** On the moment: asked again, it may give another answer. */
        MOMENT
    }

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
