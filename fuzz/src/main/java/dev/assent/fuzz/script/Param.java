package dev.assent.fuzz.script;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A parameter of a prepared statement. A stream is made anew for each run. */
public record Param(How how, @Nullable Object value) {
    public enum How {
        OBJECT,
        BINARY_STREAM,
        CHARACTER_STREAM,
        /** A stream given to setObject. */
        STREAM_AS_OBJECT
    }

    public static Param of(@Nullable Object value) {
        return new Param(How.OBJECT, value);
    }

    public void bind(PreparedStatement statement, int index) throws SQLException {
        String text = String.valueOf(value);
        byte[] bytes = value instanceof byte[] given ? given : text.getBytes(StandardCharsets.UTF_8);
        switch (how) {
            case BINARY_STREAM -> statement.setBinaryStream(index, new ByteArrayInputStream(bytes));
            case CHARACTER_STREAM -> statement.setCharacterStream(index, new StringReader(text));
            case STREAM_AS_OBJECT -> statement.setObject(index, new ByteArrayInputStream(bytes));
            default -> statement.setObject(index, value);
        }
    }

    @Override
    public String toString() {
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
        return how == How.OBJECT ? text : text + " as " + how;
    }
}
