package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.undo.RecordCodec.Compressor;
import java.util.HexFormat;

/**
 * The column that says how to read the content, in Seata's form: {@code serializer=assent&version=1&…}.
 *
 * @param crc of the whole content
 * @param parts where the rest of the content stands
 */
record RecordContext(Compressor compressor, int version, long crc, RecordParts parts) {
    static final int VERSION = 1;
    private static final String SERIALIZER = "assent";

    String text() {
        return "serializer=" + SERIALIZER + "&version=" + version + "&compressorType=" + compressor + "&crc32c="
                + HexFormat.of().toHexDigits((int) crc) + parts.text();
    }

    /** Whether this data source wrote the record, of whichever version. */
    static boolean isOurs(String text) {
        return text.startsWith("serializer=" + SERIALIZER + '&');
    }

    static RecordContext parse(String text) {
        String serializer = value(text, "serializer=");
        if (!serializer.equals(SERIALIZER)) {
            throw DataSourceErrors.foreignRecord(serializer);
        }
        try {
            RecordContext context = new RecordContext(
                    Compressor.valueOf(value(text, "compressorType=")),
                    Integer.parseInt(value(text, "version=")),
                    Long.parseLong(value(text, "crc32c="), 16),
                    RecordParts.parse(value(text, RecordParts.NAME + '=')));
            if (context.version == VERSION && context.text().equals(text)) {
                return context;
            }
        } catch (IllegalArgumentException e) { // said below
        }
        throw DataSourceErrors.unreadable("its context is '" + text + "'");
    }

    /** What stands behind a name up to the next {@code &}; empty if the name is not there. */
    private static String value(String text, String name) {
        int at = text.indexOf(name);
        while (at > 0 && text.charAt(at - 1) != '&') {
            at = text.indexOf(name, at + 1);
        }
        if (at < 0) {
            return "";
        }
        int end = text.indexOf('&', at);
        return text.substring(at + name.length(), end < 0 ? text.length() : end);
    }
}
