package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.model.AssentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Turns the items of a branch into its undo record and back. */
public final class RecordCodec {
    private static final int COMPRESS_ABOVE = 64 * 1024;
    static final int MAX_BYTES = 256 * 1024 * 1024;

    private final RecordJson json = new RecordJson();

    /**
     * Writes the record and reads it back: what we could not undo later must not be committed now.
     *
     * @throws AssentException.NotAllowed if it does not read back as it was written, or is longer than 256 MiB
     */
    UndoRecord encode(List<UndoItem> items) {
        byte[] plain = json.write(items);
        if (plain.length > MAX_BYTES) {
            throw DataSourceErrors.tooLarge(plain.length, MAX_BYTES);
        }
        boolean compress = plain.length > COMPRESS_ABOVE;
        byte[] content = compress ? compressed(plain) : plain;
        RecordContext context = new RecordContext(
                compress ? Compressor.GZIP : Compressor.NONE, RecordContext.VERSION, crc(content), RecordParts.NONE);
        UndoRecord record = new UndoRecord(context.text(), new Bytes(content));
        verify(items, record);
        return record;
    }

    /** As {@link #decode} would read it, without making again what is there already. */
    private void verify(List<UndoItem> items, UndoRecord record) {
        boolean same;
        try {
            same = read(record, plain -> json.holds(plain, items));
        } catch (AssentException e) {
            throw DataSourceErrors.notRestorable("reading it gives " + e.getMessage());
        }
        if (!same) {
            throw DataSourceErrors.notRestorable("a value in it turns into another");
        }
    }

    /** @throws AssentException.NotAllowed if it is not exactly what {@link #encode} writes */
    public List<UndoItem> decode(UndoRecord record) {
        return read(record, json::read);
    }

    private static <T> T read(UndoRecord record, Reading<T> reading) {
        RecordContext context = RecordContext.parse(record.context());
        byte[] content = record.content().toArray();
        if (crc(content) != context.crc()) {
            throw DataSourceErrors.unreadable("its checksum does not fit its content");
        }
        try {
            return reading.of(context.compressor() == Compressor.GZIP ? decompressed(content) : content);
        } catch (IOException | IllegalArgumentException e) {
            throw DataSourceErrors.unreadable("its content does not parse: " + e.getMessage());
        }
    }

    private interface Reading<T> {
        T of(byte[] plain) throws IOException;
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static byte[] decompressed(byte[] content) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] plain = gzip.readNBytes(MAX_BYTES + 1);
            if (plain.length > MAX_BYTES) {
                throw DataSourceErrors.tooLarge(plain.length, MAX_BYTES);
            }
            return plain;
        }
    }

    private static long crc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return crc.getValue();
    }

    /** Seata's names. */
    enum Compressor {
        NONE,
        GZIP
    }
}
