package dev.assent.migration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of a YAML file, as properties. Reads what configuration files are made of: mappings by indentation, plain and quoted
 * values, lists, several documents. What it does not know (anchors, flow mappings, blocks of text) stays in the value.
 */
final class Yaml {
    private Yaml() {}

    static Map<String, String> properties(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        Deque<Level> open = new ArrayDeque<>();
        for (String line : text.lines().toList()) {
            String content = withoutComment(line).stripTrailing();
            if (content.isBlank()) {
                continue;
            }
            int indent = content.length() - content.stripLeading().length();
            String item = content.strip();
            if (item.equals("---")) {
                open.clear();
            } else if (item.startsWith("- ")) {
                String list = path(open, indent + 1);
                found.merge(list, unquoted(item.substring(2).strip()), (one, other) -> one + "," + other);
            } else {
                entry(found, open, indent, item);
            }
        }
        return found;
    }

    private record Level(int indent, String path) {}

    private static void entry(Map<String, String> found, Deque<Level> open, int indent, String item) {
        int colon = item.endsWith(":") ? item.length() - 1 : item.indexOf(": ");
        if (colon < 0) {
            return;
        }
        String parent = path(open, indent);
        String key = unquoted(item.substring(0, colon).strip());
        String whole = parent.isEmpty() ? key : parent + '.' + key;
        String value = item.substring(colon + 1).strip();
        if (value.isEmpty()) {
            open.push(new Level(indent, whole));
        } else {
            found.put(whole, unquoted(value));
        }
    }

    /** Closes the levels that are not left of this place. */
    private static String path(Deque<Level> open, int indent) {
        while (!open.isEmpty() && open.element().indent() >= indent) {
            open.pop();
        }
        return open.isEmpty() ? "" : open.element().path();
    }

    private static String withoutComment(String line) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        return comment < 0 ? line : line.substring(0, comment);
    }

    private static String unquoted(String value) {
        return value.replaceFirst("^(['\"])(.*)\\1$", "$2");
    }
}
