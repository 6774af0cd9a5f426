package dev.assent.datasource.undo;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.util.Optional;

/** Whether an image still fits its table. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** What does not fit, or empty. */
    static String of(Image image, TableMeta table) {
        long keys =
                image.columns().stream().filter(column -> column.keyAt() > 0).count();
        if (keys != table.key().size()) {
            return "its primary key has " + table.key().size() + " columns and had " + keys;
        }
        return image.columns().stream()
                .map(column -> of(column, table))
                .filter(misfit -> !misfit.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String of(ImageColumn image, TableMeta table) {
        Optional<Column> now = table.columns().stream()
                .filter(column -> column.name().equals(image.name()))
                .findFirst();
        if (now.isEmpty()) {
            return "column " + image.name() + " is gone";
        }
        if (now.get().form().filter(form -> form.kind() == image.kind()).isEmpty()) {
            return "column " + image.name() + " is of type " + now.get().typeName() + " now";
        }
        return table.key().indexOf(now.get()) + 1 == image.keyAt()
                ? ""
                : "column " + image.name() + " has another place in the primary key";
    }
}
