package dev.assent.datasource.jdbc;

import dev.assent.client.XidContext;
import dev.assent.datasource.branch.Parameter;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.errors.SqlState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that can be read once. In a global transaction they are read into memory, since an image query may need
 * them and the statement may have to run again; outside, they go to the driver as they are.
 */
final class Streams {
    private Streams() {}

    /** @param length the most bytes to read, or -1 for all */
    static Parameter bytes(@Nullable InputStream stream, long length, Setter<InputStream> setter) throws SQLException {
        if (stream == null || XidContext.current().isEmpty()) {
            return once(stream, setter);
        }
        try {
            byte[] bytes = length < 0 ? stream.readAllBytes() : stream.readNBytes(Math.toIntExact(length));
            return new Parameter(false, (s, i) -> setter.set(s, i, new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** @param length the most characters to read, or -1 for all */
    static Parameter characters(@Nullable Reader reader, long length, Setter<Reader> setter) throws SQLException {
        if (reader == null || XidContext.current().isEmpty()) {
            return once(reader, setter);
        }
        try {
            String text = text(reader, length);
            return new Parameter(false, (s, i) -> setter.set(s, i, new StringReader(text)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String text(Reader reader, long length) throws IOException {
        StringWriter text = new StringWriter();
        if (length < 0) {
            reader.transferTo(text);
            return text.toString();
        }
        char[] characters = new char[Math.toIntExact(length)];
        int filled = 0;
        int read = 0;
        while (filled < characters.length && read >= 0) {
            read = reader.read(characters, filled, characters.length - filled);
            filled += Math.max(read, 0);
        }
        return new String(characters, 0, filled);
    }

    private static <T> Parameter once(@Nullable T stream, Setter<T> setter) {
        AtomicBoolean gone = new AtomicBoolean();
        return new Parameter(stream == null, (s, i) -> {
            if (stream != null && gone.getAndSet(true)) {
                throw SqlState.of(Refusal.STREAM_GONE.of("parameter " + i, ""));
            }
            setter.set(s, i, stream);
        });
    }

    private static SQLException unreadable(IOException e) {
        return new SQLDataException("Expected to read the stream of a parameter, but " + e.getMessage(), e);
    }

    interface Setter<T> {
        void set(PreparedStatement statement, int index, @Nullable T stream) throws SQLException;
    }
}
