package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;

/** What one statement did to the rows of one table. */
public record UndoItem(Kind kind, Image before, Image after) {
    /** Undo records name kinds: never rename one. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    public UndoItem {
        if (!before.table().equals(after.table()) || !before.columns().equals(after.columns())) {
            throw new IllegalArgumentException("Expected both images of an item to have the same columns");
        }
        if ((kind == Kind.INSERT && !before.isEmpty()) || (kind == Kind.DELETE && !after.isEmpty())) {
            throw new IllegalArgumentException("Expected no rows before an INSERT and none after a DELETE");
        }
    }

    public static UndoItem insert(Image after) {
        return new UndoItem(Kind.INSERT, after.withoutRows(), after);
    }

    public static UndoItem delete(Image before) {
        return new UndoItem(Kind.DELETE, before, before.withoutRows());
    }

    /** @throws dev.assent.model.AssentException.NotAllowed if the statement changed keys */
    public static UndoItem update(Image before, Image after) {
        if (!before.hasKeysOf(after)) {
            throw DataSourceErrors.keysDiffer(
                    before.table(), before.rows().size(), after.rows().size());
        }
        return new UndoItem(Kind.UPDATE, before, after);
    }

    /** The rows to lock. */
    public Image changed() {
        return kind == Kind.DELETE ? before : after;
    }
}
