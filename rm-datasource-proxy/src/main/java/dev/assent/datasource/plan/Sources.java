package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.select.FromItem;
import dev.assent.shaded.jsqlparser.statement.select.Join;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement reads its rows from: tables, sub-selects and the like, joined. */
record Sources(List<FromItem> items) {
    static Sources of(FromItem first, @Nullable List<Join> joins) {
        List<FromItem> items = new ArrayList<>(List.of(first));
        if (joins != null) {
            joins.forEach(join -> items.add(join.getFromItem()));
        }
        return new Sources(items);
    }

    boolean areJoined() {
        return items.size() > 1;
    }

    /** All of them, if they are tables. */
    List<Plan.Target> tables(Refusal otherwise) {
        return items.stream().map(item -> target(item, otherwise)).toList();
    }

    /**
     * The table that a name means. Databases differ in which letters they hold equal, so it must be the only one in any case.
     *
     * @param name as spelt in the statement, perhaps with a schema
     */
    Plan.Target named(Table name, Refusal otherwise) {
        List<FromItem> found =
                items.stream().filter(item -> isCalled(item, name)).toList();
        Refuse.when(found.size() != 1, otherwise, name.getFullyQualifiedName());
        return target(found.get(0), otherwise);
    }

    private static boolean isCalled(FromItem item, Table name) {
        if (item.getAlias() != null) {
            return name.getSchemaName() == null
                    && bare(item.getAlias().getName()).equalsIgnoreCase(bare(name.getName()));
        }
        return item instanceof Table table
                && bare(table.getName()).equalsIgnoreCase(bare(name.getName()))
                && (name.getSchemaName() == null
                        || bare(name.getSchemaName()).equalsIgnoreCase(bare(table.getSchemaName())));
    }

    private static Plan.Target target(FromItem item, Refusal otherwise) {
        if (item instanceof Table table) {
            return Parsed.target(table);
        }
        throw new Refuse(otherwise, item.toString());
    }

    private static String bare(@Nullable String name) {
        return name == null ? "" : name.replaceAll("^[\"`]|[\"`]$", "");
    }
}
