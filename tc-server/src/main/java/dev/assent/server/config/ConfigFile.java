package dev.assent.server.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.assent.server.errors.ServerErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A YAML file with one level of keys; see {@link Setting} for the keys and what they allow. */
public final class ConfigFile {
    private static final Pattern LINE = Pattern.compile("line ([0-9]+),");

    private ConfigFile() {}

    /**
     * @param options keep what the file says nothing of
     * @throws dev.assent.model.AssentException.NotAllowed naming file, key, value and what is allowed
     */
    public static void read(Path file, ServerOptions.Builder options) {
        for (Map.Entry<?, ?> entry : load(file).entrySet()) {
            Setting setting = Setting.named(String.valueOf(entry.getKey()), file.toString());
            Object value = entry.getValue();
            if (value == null || value instanceof Map || value instanceof List) {
                throw setting.refuse(String.valueOf(value), file.toString());
            }
            setting.set(options, value.toString(), file.toString());
        }
    }

    /** @param keysAndValues in turns; a null value changes nothing */
    public static void override(ServerOptions.Builder options, @Nullable String... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1];
            if (value != null) {
                Setting.named(String.valueOf(keysAndValues[i]), "the command line")
                        .set(options, value, "the command line");
            }
        }
    }

    private static Map<?, ?> load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw ServerErrors.unreadable(
                    file.toString(), Files.isDirectory(file) ? "it is a directory" : "there is no such file");
        }
        try {
            ObjectMapper yaml =
                    new ObjectMapper(new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
            JsonNode content = yaml.readTree(file.toFile());
            if (content.isMissingNode() || content.isNull()) {
                return Map.of();
            }
            if (content.isObject()) {
                return yaml.convertValue(content, Map.class);
            }
            throw ServerErrors.unreadable(file.toString(), "it holds a single " + content.getNodeType());
        } catch (JacksonException e) {
            throw ServerErrors.unreadable(file.toString(), line(e) + "it says: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw ServerErrors.unreadable(file.toString(), "it says: " + firstLine(e.getMessage()));
        }
    }

    /** The last line that the message names is where the problem is; before it there may be where the reader began. */
    private static String line(JacksonException e) {
        JsonLocation where = e.getLocation();
        String line = where == null || where.getLineNr() < 1 ? "" : String.valueOf(where.getLineNr());
        Matcher named = LINE.matcher(String.valueOf(e.getOriginalMessage()));
        while (named.find()) {
            line = named.group(1);
        }
        return line.isEmpty() ? "" : "in line " + line + ' ';
    }

    private static String firstLine(@Nullable String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }
}
