package dev.assent.datasource.undo;

import com.fasterxml.jackson.core.JsonToken;
import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes what {@link RecordJson} writes, in that order, and nothing else. */
final class RecordReader {
    private final RecordTokens tokens;

    RecordReader(RecordTokens tokens) {
        this.tokens = tokens;
    }

    List<UndoItem> items() throws IOException {
        tokens.expect(JsonToken.START_OBJECT);
        tokens.field("items");
        List<UndoItem> items = list(this::item);
        tokens.expect(JsonToken.END_OBJECT);
        tokens.end();
        return items;
    }

    private UndoItem item() throws IOException {
        tokens.here(JsonToken.START_OBJECT);
        UndoItem.Kind kind = UndoItem.Kind.valueOf(text("kind"));
        String table = text("table");
        String lock = text("lock");
        tokens.field("columns");
        List<ImageColumn> columns = list(this::column);
        tokens.field("before");
        List<Row> before = list(() -> row(columns));
        tokens.field("after");
        List<Row> after = list(() -> row(columns));
        tokens.expect(JsonToken.END_OBJECT);
        return new UndoItem(kind, new Image(table, lock, columns, before), new Image(table, lock, columns, after));
    }

    private ImageColumn column() throws IOException {
        tokens.here(JsonToken.START_ARRAY);
        String name = tokens.text();
        ValueKind kind = ValueKind.valueOf(tokens.text());
        int keyAt = tokens.number();
        tokens.expect(JsonToken.END_ARRAY);
        return new ImageColumn(name, kind, keyAt);
    }

    private Row row(List<ImageColumn> columns) throws IOException {
        tokens.here(JsonToken.START_ARRAY);
        List<Value> values = new ArrayList<>(columns.size());
        for (ImageColumn column : columns) {
            values.add(new Value(column.kind(), tokens.content(column.kind())));
        }
        tokens.expect(JsonToken.END_ARRAY);
        return new Row(values);
    }

    private <T> List<T> list(Element<T> element) throws IOException {
        tokens.expect(JsonToken.START_ARRAY);
        List<T> all = new ArrayList<>();
        while (tokens.more()) {
            all.add(element.read());
        }
        return all;
    }

    private String text(String field) throws IOException {
        tokens.field(field);
        return tokens.text();
    }

    private interface Element<T> {
        T read() throws IOException;
    }
}
