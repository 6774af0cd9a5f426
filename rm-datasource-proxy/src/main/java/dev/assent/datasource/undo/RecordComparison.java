package dev.assent.datasource.undo;

import com.fasterxml.jackson.core.JsonToken;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Whether {@link RecordReader} would make the same items of a record as these, found out while it is read: nothing is made
 * but the values.
 */
final class RecordComparison {
    private final RecordTokens tokens;

    RecordComparison(RecordTokens tokens) {
        this.tokens = tokens;
    }

    boolean holds(List<UndoItem> items) throws IOException {
        tokens.expect(JsonToken.START_OBJECT);
        tokens.field("items");
        tokens.expect(JsonToken.START_ARRAY);
        for (UndoItem item : items) {
            if (!tokens.more() || !isNext(item)) {
                return false;
            }
        }
        if (tokens.more()) {
            return false;
        }
        tokens.expect(JsonToken.END_OBJECT);
        tokens.end();
        return true;
    }

    private boolean isNext(UndoItem item) throws IOException {
        Image before = item.before();
        tokens.here(JsonToken.START_OBJECT);
        boolean same = isNext("kind", item.kind().name())
                && isNext("table", before.table())
                && isNext("lock", before.lockName())
                && areNext(before.columns())
                && isNext("before", before)
                && isNext("after", item.after());
        if (same) {
            tokens.expect(JsonToken.END_OBJECT);
        }
        return same;
    }

    private boolean isNext(String field, String text) throws IOException {
        tokens.field(field);
        return tokens.text().equals(text);
    }

    private boolean areNext(List<ImageColumn> columns) throws IOException {
        tokens.field("columns");
        tokens.expect(JsonToken.START_ARRAY);
        for (ImageColumn column : columns) {
            if (!tokens.more() || !isNext(column)) {
                return false;
            }
        }
        return !tokens.more();
    }

    private boolean isNext(ImageColumn column) throws IOException {
        tokens.here(JsonToken.START_ARRAY);
        boolean same = tokens.text().equals(column.name())
                && tokens.text().equals(column.kind().name())
                && tokens.number() == column.keyAt();
        if (same) {
            tokens.expect(JsonToken.END_ARRAY);
        }
        return same;
    }

    private boolean isNext(String field, Image image) throws IOException {
        tokens.field(field);
        tokens.expect(JsonToken.START_ARRAY);
        for (Row row : image.rows()) {
            if (!tokens.more() || !isNext(image.columns(), row)) {
                return false;
            }
        }
        return !tokens.more();
    }

    private boolean isNext(List<ImageColumn> columns, Row row) throws IOException {
        tokens.here(JsonToken.START_ARRAY);
        for (int i = 0; i < columns.size(); i++) {
            Value value = row.values().get(i);
            if (value.kind() != columns.get(i).kind()
                    || !Objects.equals(tokens.content(value.kind()), value.content())) {
                return false;
            }
        }
        tokens.expect(JsonToken.END_ARRAY);
        return true;
    }
}
