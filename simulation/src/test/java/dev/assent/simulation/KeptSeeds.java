package dev.assent.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every seed that ever failed, with the reason. Each build runs them all. */
final class KeptSeeds {
    private static final String FILE = "kept-seeds.txt";
    private static final String COMMENT = "#";
    private static final Pattern LINE = Pattern.compile("(\\d+)  (\\S.*)");

    private KeptSeeds() {}

    /** In the order of the file. */
    static Map<Long, String> read() {
        try (InputStream file = Objects.requireNonNull(KeptSeeds.class.getResourceAsStream(FILE))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a line is not a seed, two blanks and a reason, or a seed is there twice */
    static Map<Long, String> parse(String text) {
        Map<Long, String> reasons = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(COMMENT))
                .forEach(line -> {
                    Matcher parts = LINE.matcher(line);
                    if (!parts.matches()) {
                        throw new IllegalArgumentException(
                                "Expected a line of %s to be a seed, two blanks and why it failed, but got '%s'"
                                        .formatted(FILE, line));
                    }
                    if (reasons.put(Long.parseLong(parts.group(1)), parts.group(2)) != null) {
                        throw new IllegalArgumentException(
                                "Expected a seed once in %s, but %s is there twice".formatted(FILE, parts.group(1)));
                    }
                });
        return reasons;
    }
}
