package dev.assent.datasource.branch;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.util.List;

/** Finds what a statement spells. */
final class Names {
    private Names() {}

    static Column column(Dialect dialect, TableMeta table, String spelt) {
        List<String> parts = dialect.identifiers(spelt);
        return table.column(parts.get(parts.size() - 1));
    }
}
