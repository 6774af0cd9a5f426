package dev.assent.datasource.image;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.table.ForeignKey;
import dev.assent.datasource.table.TableMeta;
import java.util.ArrayList;
import java.util.List;

/** Finds the rows that refer to others by a foreign key: the database compares the columns themselves. */
public record References(Dialect dialect, TableMeta parent, ForeignKey key) {
    /** What the rows that refer are called in {@link #from}. */
    public static final String CHILD = "child";

    private static final String PARENT = "parent";

    /** {@code FROM …}: both tables, each row with all rows that refer to it. */
    public String from() {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            equal.add(CHILD + '.' + dialect.quoted(key.columns().get(i)) + " = " + PARENT + '.'
                    + dialect.quoted(key.referenced().get(i)));
        }
        return " FROM " + parent.name() + ' ' + PARENT + " JOIN " + key.table() + ' ' + CHILD + " ON "
                + String.join(" AND ", equal);
    }

    /** Holds for what refers to one of these rows. */
    public KeyCondition to(List<Key> rows) {
        return KeyCondition.of(dialect, parent, PARENT, rows);
    }

    /**
     * Holds if no other row refers to one of these.
     *
     * @param query of the rows that refer
     */
    public KeyCondition noneBut(ImageQuery query, List<Key> refer, List<Key> rows) {
        KeyCondition to = to(rows);
        KeyCondition others = query.condition(CHILD, refer);
        return new KeyCondition(
                "NOT EXISTS (SELECT 1" + from() + " WHERE (" + to.sql() + ") AND NOT (" + others.sql() + "))",
                to.parameters() + others.parameters(),
                (statement, first) -> {
                    to.binding().bind(statement, first);
                    others.binding().bind(statement, first + to.parameters());
                });
    }
}
