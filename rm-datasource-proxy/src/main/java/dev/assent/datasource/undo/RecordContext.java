package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.undo.RecordCodec.Compressor;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

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
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
        }
        String serializer = pairs.getOrDefault("serializer", "");
        if (!serializer.equals(SERIALIZER)) {
            throw DataSourceErrors.foreignRecord(serializer);
        }
        try {
            RecordContext context = new RecordContext(
                    Compressor.valueOf(pairs.getOrDefault("compressorType", "")),
                    Integer.parseInt(pairs.getOrDefault("version", "")),
                    Long.parseLong(pairs.getOrDefault("crc32c", ""), 16),
                    RecordParts.parse(pairs.getOrDefault(RecordParts.NAME, "")));
            if (context.version == VERSION && context.text().equals(text)) {
                return context;
            }
        } catch (IllegalArgumentException e) { // said below
        }
        throw DataSourceErrors.unreadable("its context is '" + text + "'");
    }
}
