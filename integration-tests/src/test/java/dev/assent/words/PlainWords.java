package dev.assent.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code plain-words.txt} says.
 *
 * @param notYet directories at the top of the repository whose files are not held to the bans yet
 */
record PlainWords(List<Ban> bans, List<Allowed> allowed, List<String> notYet) {
    /**
     * A pattern that no passage may contain.
     *
     * @param write what to write instead
     * @param because why the pattern is banned
     * @param finds a passage that the pattern must find
     */
    record Ban(Pattern matches, String write, String because, String finds) {
        Optional<String> in(String text) {
            Matcher matcher = matches.matcher(text);
            return matcher.find() ? Optional.of(matcher.group().strip()) : Optional.empty();
        }
    }

    /**
     * An exception.
     *
     * @param file the path from the top of the repository
     * @param text a part of the passage that may contain a banned pattern
     */
    record Allowed(String file, String text) {
        boolean covers(Passage passage) {
            return passage.file().equals(file) && passage.text().contains(text);
        }
    }

    static PlainWords read() {
        try (InputStream in = PlainWords.class.getResourceAsStream("plain-words.txt")) {
            String file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks of lines, each line a key and a value; an empty line ends a block, and # begins a remark. */
    private static PlainWords parse(String file) {
        PlainWords words = new PlainWords(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String block : file.replaceAll("(?m)^#.*\n", "").strip().split("\n\n+", -1)) {
            Map<String, String> values = new HashMap<>();
            for (String line : block.split("\n", -1)) {
                String[] pair = line.split(" +", 2);
                values.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
            words.add(block, values);
        }
        return words;
    }

    private void add(String block, Map<String, String> values) {
        if (values.containsKey("ban")) {
            Pattern pattern = Pattern.compile(value(block, values, "ban"));
            bans.add(new Ban(
                    pattern,
                    value(block, values, "write"),
                    value(block, values, "because"),
                    value(block, values, "finds")));
        } else if (values.containsKey("allow")) {
            value(block, values, "because");
            allowed.add(new Allowed(value(block, values, "in"), value(block, values, "allow")));
        } else {
            notYet.add(value(block, values, "not-yet"));
        }
    }

    private static String value(String block, Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected each block to have a line '%s', but got:%n%s".formatted(key, block));
        }
        return value;
    }

    /** One sentence for each banned pattern in the passage: where it stands, what it is and what to write. */
    List<String> violations(Passage passage) {
        if (allowed.stream().anyMatch(exception -> exception.covers(passage))) {
            return List.of();
        }
        List<String> violations = new ArrayList<>();
        for (Ban ban : bans) {
            ban.in(passage.text())
                    .ifPresent(word -> violations.add("%s:%d: '%s': write %s (%s). It says: %s"
                            .formatted(
                                    passage.file(), passage.line(), word, ban.write(), ban.because(), passage.text())));
        }
        return violations;
    }

    boolean isHeldToThem(Passage passage) {
        return notYet.stream().noneMatch(directory -> passage.file().startsWith(directory));
    }
}
