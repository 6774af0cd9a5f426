package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.undo.SeataContent.Statement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipInputStream;

/**
 * An undo row that a client of Seata's wrote, of its releases 1.x or 2.x. A rollback may reach us after the client that
 * wrote the row has been replaced.
 *
 * @param context pairs, as its column holds them
 */
record SeataRecord(Map<String, String> context) {
    /** These two spell the content as text; the others write memory images of Java objects. */
    private static final Set<String> SERIALIZERS = Set.of("jackson", "fastjson");

    static SeataRecord of(String context) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : context.split("&", -1)) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
        }
        return new SeataRecord(pairs);
    }

    /** The branch ids under which the further parts of the content stand, in order; only MySQL's clients split it. */
    List<Long> parts() {
        try {
            return Arrays.stream(context.getOrDefault("subId", "").split(",", -1))
                    .filter(id -> !id.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw DataSourceErrors.unreadableOfSeata("its subId is " + context.get("subId"));
        }
    }

    /**
     * @param whole all parts of the content
     * @throws dev.assent.model.AssentException.NotAllowed if it cannot be read
     */
    List<Statement> statements(byte[] whole) {
        String serializer = context.getOrDefault("serializer", "");
        if (!SERIALIZERS.contains(serializer)) {
            throw DataSourceErrors.foreignRecord(serializer);
        }
        try {
            return SeataContent.read(plain(whole));
        } catch (IOException | IllegalArgumentException e) {
            throw DataSourceErrors.unreadableOfSeata(String.valueOf(e.getMessage()));
        }
    }

    private byte[] plain(byte[] content) throws IOException {
        InputStream packed = new ByteArrayInputStream(content);
        String compressor = context.getOrDefault("compressorType", "NONE");
        switch (compressor) {
            case "NONE" -> {
                return content;
            }
            case "GZIP" -> {
                return limited(new GZIPInputStream(packed));
            }
            case "DEFLATER" -> {
                return limited(new InflaterInputStream(packed));
            }
            case "ZIP" -> {
                ZipInputStream zip = new ZipInputStream(packed);
                if (zip.getNextEntry() == null) {
                    throw new IOException("its archive is empty");
                }
                return limited(zip);
            }
            default -> throw DataSourceErrors.foreignCompressor(compressor);
        }
    }

    private static byte[] limited(InputStream unpacked) throws IOException {
        try (unpacked) {
            byte[] plain = unpacked.readNBytes(RecordCodec.MAX_BYTES + 1);
            if (plain.length > RecordCodec.MAX_BYTES) {
                throw DataSourceErrors.tooLarge(plain.length, RecordCodec.MAX_BYTES);
            }
            return plain;
        }
    }
}
