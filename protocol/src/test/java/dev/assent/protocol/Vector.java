package dev.assent.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One line of the file of bytes that released Seata encoders have produced. */
record Vector(JsonNode line) {
    private static final String FILE = "seata-v1.jsonl";

    static List<Vector> all() {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vector.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> new Vector(parse(json, line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Vector> wellFormed() {
        return all().stream().filter(v -> !v.isBroken() && !v.isCompressed()).toList();
    }

    static List<Vector> compressed() {
        return all().stream().filter(v -> !v.isBroken() && v.isCompressed()).toList();
    }

    static Vector named(String name) {
        return all().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
    }

    private static JsonNode parse(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return line.get("name").asText();
    }

    String version() {
        return line.get("version").asText();
    }

    String message() {
        return line.get("message").asText();
    }

    JsonNode fields() {
        return line.get("fields");
    }

    JsonNode frame() {
        return line.get("frame");
    }

    String hex() {
        return line.get("hex_frame").asText();
    }

    ByteBuf bytes() {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex()));
    }

    boolean seataReadsItOtherwise() {
        return line.has("decoded_by_seata");
    }

    private boolean isBroken() {
        return !line.hasNonNull("frame");
    }

    private boolean isCompressed() {
        return frame().get("compressor").asInt() != 0;
    }

    @Override
    public String toString() {
        return name() + " of " + version();
    }
}
