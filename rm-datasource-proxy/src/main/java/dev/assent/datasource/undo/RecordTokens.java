package dev.assent.datasource.undo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assent.datasource.dialect.ValueKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The pieces of what {@link RecordJson} writes, one after the other; another one than is asked for is refused. */
final class RecordTokens {
    private final JsonParser json;

    RecordTokens(JsonParser json) {
        this.json = json;
    }

    void expect(JsonToken token) throws IOException {
        json.nextToken();
        here(token);
    }

    void here(JsonToken token) {
        if (json.currentToken() != token) {
            throw unexpected(token.name());
        }
    }

    void field(String name) throws IOException {
        expect(JsonToken.FIELD_NAME);
        if (!name.equals(json.currentName())) {
            throw unexpected(name);
        }
    }

    /** Whether the list that is open has another element, which then stands here. */
    boolean more() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return json.getText();
    }

    int number() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    @Nullable
    Object content(ValueKind kind) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (kind == ValueKind.BOOLEAN) {
            return json.getBooleanValue();
        }
        here(kind == ValueKind.INTEGER ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING);
        return kind == ValueKind.INTEGER ? (Object) json.getLongValue() : kind.parse(json.getText());
    }

    void end() throws IOException {
        if (json.nextToken() != null) {
            throw unexpected("the end");
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("not " + expected + " but " + json.currentToken() + " at byte "
                + json.currentLocation().getByteOffset());
    }
}
