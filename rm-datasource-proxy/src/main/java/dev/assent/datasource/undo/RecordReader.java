package dev.assent.datasource.undo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what {@link RecordJson} writes, in that order, and nothing else. */
final class RecordReader {
    private final JsonParser json;

    RecordReader(JsonParser json) {
        this.json = json;
    }

    List<UndoItem> items() throws IOException {
        expect(JsonToken.START_OBJECT);
        field("items");
        List<UndoItem> items = list(this::item);
        expect(JsonToken.END_OBJECT);
        if (json.nextToken() != null) {
            throw unexpected("the end");
        }
        return items;
    }

    private UndoItem item() throws IOException {
        here(JsonToken.START_OBJECT);
        UndoItem.Kind kind = UndoItem.Kind.valueOf(text("kind"));
        String table = text("table");
        String lock = text("lock");
        field("columns");
        List<ImageColumn> columns = list(this::column);
        field("before");
        List<Row> before = list(() -> row(columns));
        field("after");
        List<Row> after = list(() -> row(columns));
        expect(JsonToken.END_OBJECT);
        return new UndoItem(kind, new Image(table, lock, columns, before), new Image(table, lock, columns, after));
    }

    private ImageColumn column() throws IOException {
        here(JsonToken.START_ARRAY);
        expect(JsonToken.VALUE_STRING);
        String name = json.getText();
        expect(JsonToken.VALUE_STRING);
        ValueKind kind = ValueKind.valueOf(json.getText());
        expect(JsonToken.VALUE_NUMBER_INT);
        int keyAt = json.getIntValue();
        expect(JsonToken.END_ARRAY);
        return new ImageColumn(name, kind, keyAt);
    }

    private Row row(List<ImageColumn> columns) throws IOException {
        here(JsonToken.START_ARRAY);
        List<Value> values = new ArrayList<>(columns.size());
        for (ImageColumn column : columns) {
            json.nextToken();
            values.add(new Value(column.kind(), content(column.kind())));
        }
        expect(JsonToken.END_ARRAY);
        return new Row(values);
    }

    private @Nullable Object content(ValueKind kind) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (kind == ValueKind.BOOLEAN) {
            return json.getBooleanValue();
        }
        here(kind == ValueKind.INTEGER ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING);
        return kind == ValueKind.INTEGER ? (Object) json.getLongValue() : kind.parse(json.getText());
    }

    private <T> List<T> list(Element<T> element) throws IOException {
        expect(JsonToken.START_ARRAY);
        List<T> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(element.read());
        }
        return all;
    }

    private String text(String field) throws IOException {
        field(field);
        expect(JsonToken.VALUE_STRING);
        return json.getText();
    }

    private void field(String name) throws IOException {
        expect(JsonToken.FIELD_NAME);
        if (!name.equals(json.currentName())) {
            throw unexpected(name);
        }
    }

    private void expect(JsonToken token) throws IOException {
        json.nextToken();
        here(token);
    }

    private void here(JsonToken token) {
        if (json.currentToken() != token) {
            throw unexpected(token.name());
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("not " + expected + " but " + json.currentToken() + " at byte "
                + json.currentLocation().getByteOffset());
    }

    private interface Element<T> {
        T read() throws IOException;
    }
}
