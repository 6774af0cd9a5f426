package dev.assent.datasource.undo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The content of a record: {@code {"items":[{"kind":"UPDATE","table":…,"lock":…,"columns":[["ID","INTEGER",1],…],
 * "before":[[…],…],"after":[[…],…]},…]}}. Each column says the kind of its values, so none needs a class name; whole
 * numbers and truth values are JSON's own, all others text.
 */
final class RecordJson {
    private static final int MAX_DEPTH = 8;
    private static final int ASCII = 127;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    byte[] write(List<UndoItem> items) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            if (isHalfText(items)) {
                json.setHighestNonEscapedChar(ASCII);
            }
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (UndoItem item : items) {
                write(json, item);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, UndoItem item) throws IOException {
        Image before = item.before();
        json.writeStartObject();
        json.writeStringField("kind", item.kind().name());
        json.writeStringField("table", before.table());
        json.writeStringField("lock", before.lockName());
        json.writeArrayFieldStart("columns");
        for (ImageColumn column : before.columns()) {
            json.writeStartArray();
            json.writeString(column.name());
            json.writeString(column.kind().name());
            json.writeNumber(column.keyAt());
            json.writeEndArray();
        }
        json.writeEndArray();
        write(json, "before", before);
        write(json, "after", item.after());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, Image image) throws IOException {
        json.writeArrayFieldStart(field);
        for (Row row : image.rows()) {
            json.writeStartArray();
            for (Value value : row.values()) {
                write(json, value.content());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, @org.jspecify.annotations.Nullable Object content)
            throws IOException {
        if (content == null) {
            json.writeNull();
        } else if (content instanceof Long number) {
            json.writeNumber(number);
        } else if (content instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(content.toString());
        }
    }

    /** @throws IllegalArgumentException or IOException if it is not exactly what {@link #write} writes */
    List<UndoItem> read(byte[] content) throws IOException {
        try (JsonParser json = factory.createParser(content)) {
            return new RecordReader(new RecordTokens(json)).items();
        }
    }

    /** Whether {@link #read} would return these items; it throws as that does. */
    boolean holds(byte[] content, List<UndoItem> items) throws IOException {
        try (JsonParser json = factory.createParser(content)) {
            return new RecordComparison(new RecordTokens(json)).holds(items);
        }
    }

    /** UTF-8 cannot carry half a character; some databases can. */
    private static boolean isHalfText(List<UndoItem> items) {
        for (UndoItem item : items) {
            if (isHalfText(item.before()) || isHalfText(item.after())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalfText(Image image) {
        for (Row row : image.rows()) {
            for (Value value : row.values()) {
                if (value.content() instanceof String text && hasLoneSurrogate(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
