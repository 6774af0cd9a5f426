package dev.assent.datasource.branch;

import dev.assent.datasource.table.RowChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a statement that inserts some rows and changes others says of each row which it was. */
sealed interface RowMarks {
    /** Stands at the end of the statement, with one parameter if it is not empty: a text that no other run has. */
    String inStatement();

    /** To be returned with each row. */
    List<String> returned();

    /**
     * @param run the text of this run
     * @param returned by a row
     * @return nothing if {@link #setUp} has to run first
     */
    Optional<RowChange> of(String run, List<@Nullable String> returned);

    String setUp();

    /** The database has an expression for it. */
    record Expression(String sql) implements RowMarks {
        /** A transaction that changes a row has locked it as well, which the new version of the row shows. */
        static RowMarks rowVersion(String table) {
            return new Expression("CASE WHEN " + table + ".xmax = 0 THEN 'INSERT' ELSE 'UPDATE' END");
        }

        @Override
        public String inStatement() {
            return "";
        }

        @Override
        public List<String> returned() {
            return List.of(sql);
        }

        @Override
        public Optional<RowChange> of(String run, List<@Nullable String> returned) {
            return Optional.of(RowChange.valueOf(returned.get(0)));
        }

        @Override
        public String setUp() {
            throw new IllegalStateException("Expected " + sql + " to need no preparation");
        }
    }

    /**
     * A variable of the session takes the key of each row that is changed, by an assignment that leaves the row as it is. It is
     * read when the row is returned. One that was never set before is read as it was when the statement began.
     *
     * @param key the columns of the key, qualified
     */
    record Variable(List<String> key) implements RowMarks {
        private static final String NAME = "@assent_changed";

        @Override
        public String inStatement() {
            String first = key.get(0);
            return ", " + first + " = IF((" + NAME + " := CONCAT(?, " + spelt() + ")) IS NULL, " + first + ", " + first
                    + ')';
        }

        @Override
        public List<String> returned() {
            return List.of(NAME, "CONCAT(" + spelt() + ")");
        }

        @Override
        public Optional<RowChange> of(String run, List<@Nullable String> returned) {
            String marked = returned.get(0);
            if (marked == null) {
                return Optional.empty();
            }
            return Optional.of(marked.equals(run + returned.get(1)) ? RowChange.UPDATE : RowChange.INSERT);
        }

        @Override
        public String setUp() {
            return "SET " + NAME + " = ''";
        }

        private String spelt() {
            return key.stream().map(column -> "HEX(CONCAT(" + column + "))").collect(Collectors.joining(", ',', "));
        }
    }
}
