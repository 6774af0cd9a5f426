package dev.assent.saga.store;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Seata's fastjson serializer writes and JSON does not know: {@code 2L}, {@code 1.5D}, {@code Set[…]}. */
final class FastjsonText {
    private static final Map<String, String> CLASSES = Map.of(
            "L", "java.lang.Long",
            "B", "java.lang.Byte",
            "S", "java.lang.Short",
            "F", "java.lang.Float",
            "D", "java.lang.Double");

    /** A string as a whole, so that nothing in it is changed; a number with a letter; the begin of a set. */
    private static final Pattern PARTS = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|(-?\\d[\\d.eE+-]*+)([LBSFD])\\b|(?:Tree)?Set(?=\\s*\\[)", Pattern.DOTALL);

    private FastjsonText() {}

    static String toJson(String text) {
        Matcher parts = PARTS.matcher(text);
        StringBuilder json = new StringBuilder();
        while (parts.find()) {
            String number = parts.group(1);
            String part = parts.group();
            if (number != null) {
                part = "[\"" + CLASSES.get(parts.group(2)) + "\"," + number + "]";
            } else if (!part.startsWith("\"")) {
                part = "";
            }
            parts.appendReplacement(json, Matcher.quoteReplacement(part));
        }
        return parts.appendTail(json).toString();
    }
}
