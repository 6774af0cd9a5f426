package dev.assent.datasource.jdbc;

import dev.assent.datasource.branch.Copies;
import dev.assent.datasource.branch.Parameter;
import dev.assent.datasource.branch.WorkingFor;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.errors.SqlState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that can be read once, or that the program may free or change after it has set them. In a global transaction they are read into memory, since an image query may need
 * them and the statement may have to run again; outside, they go to the driver as they are.
 */
final class Streams {
    private Streams() {}

    /** @param length the most bytes to read, or -1 for all */
    static Parameter bytes(@Nullable InputStream stream, long length, Setter<InputStream> setter) throws SQLException {
        if (stream == null || WorkingFor.current().isEmpty()) {
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
        if (reader == null || WorkingFor.current().isEmpty()) {
            return once(reader, setter);
        }
        try {
            String text = text(reader, length);
            return new Parameter(false, (s, i) -> setter.set(s, i, new StringReader(text)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static Parameter blob(@Nullable Blob given, Setter<Blob> setter) throws SQLException {
        Blob blob = Face.driver(given);
        if (blob == null || WorkingFor.current().isEmpty()) {
            return once(blob, setter);
        }
        byte[] bytes = LargeCopy.bytes(blob);
        return new Parameter(false, (s, i) -> setter.set(s, i, LargeCopy.of(bytes)));
    }

    static Parameter clob(@Nullable Clob given, Setter<NClob> setter, Setter<Clob> original) throws SQLException {
        Clob clob = Face.driver(given);
        if (clob == null || WorkingFor.current().isEmpty()) {
            return once(clob, original);
        }
        String text = LargeCopy.text(clob);
        return new Parameter(false, (s, i) -> setter.set(s, i, LargeCopy.of(text)));
    }

    static Parameter array(@Nullable Array given, Setter<Array> setter) throws SQLException {
        Array array = Face.driver(given);
        if (array == null || WorkingFor.current().isEmpty()) {
            return once(array, setter);
        }
        Array copy = LargeCopy.of(array);
        return new Parameter(false, (s, i) -> setter.set(s, i, copy));
    }

    /** A driver takes only an object of its own that has not been read yet. */
    static Parameter xml(@Nullable SQLXML xml, Setter<SQLXML> setter) throws SQLException {
        if (xml == null || WorkingFor.current().isEmpty()) {
            return once(xml, setter);
        }
        String text = xml.getString();
        return new Parameter(false, (s, i) -> {
            SQLXML copy = s.getConnection().createSQLXML();
            copy.setString(text);
            setter.set(s, i, copy);
        });
    }

    /** Any value that JDBC's {@code setObject} takes. */
    static Parameter object(@Nullable Object given, Setter<Object> setter) throws SQLException {
        Object value = Face.driver(given);
        if (value instanceof InputStream stream) {
            return bytes(stream, -1, setter::set);
        }
        if (value instanceof Reader reader) {
            return characters(reader, -1, setter::set);
        }
        if (value instanceof Clob clob) { // before Blob: MariaDB's large texts are both
            return clob(clob, setter::set, setter::set);
        }
        if (value instanceof Blob blob) {
            return blob(blob, setter::set);
        }
        if (value instanceof Array array) {
            return array(array, setter::set);
        }
        if (value instanceof SQLXML xml) {
            return xml(xml, setter::set);
        }
        Object copy = Copies.of(value);
        return new Parameter(value == null, (s, i) -> setter.set(s, i, copy));
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

    private static <T> Parameter once(@Nullable T stream, Setter<? super T> setter) {
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
