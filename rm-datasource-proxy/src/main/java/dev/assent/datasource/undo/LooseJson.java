package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Jackson and fastjson write: JSON, and fastjson's own {@code 1L}, {@code 1.5F} and {@code x'0a'}. Makes maps,
 * lists, texts, truth values, numbers and bytes of it, and nothing else, whatever class names it holds.
 */
final class LooseJson {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 20_000;
    private static final int LARGEST_EXPONENT = 20_000;
    private static final int HEX = 16;

    private final String text;
    private int at;
    private int depth;

    private LooseJson(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is anything else, nests more than 32 deep or holds an endless number */
    static @Nullable Object parse(String text) {
        LooseJson json = new LooseJson(text);
        Object value = json.value();
        json.skipBlanks();
        if (json.at < text.length()) {
            throw json.unexpected("the end");
        }
        return value;
    }

    private @Nullable Object value() {
        skipBlanks();
        char c = peek();
        return switch (c) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::list);
            case '"' -> string();
            case 'x' -> bytes();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object nested(Supplier<Object> content) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("it nests more than " + DEEPEST + " deep");
        }
        Object value = content.get();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (boolean more = opens('{', '}'); more; more = goesOn('}')) {
            skipBlanks();
            String name = string();
            expect(':');
            if (members.containsKey(name)) {
                throw new IllegalArgumentException("the member " + name + " stands twice in an object");
            }
            members.put(name, value());
        }
        return members;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> elements = new ArrayList<>();
        for (boolean more = opens('[', ']'); more; more = goesOn(']')) {
            elements.add(value());
        }
        return elements;
    }

    /** @return whether there is a first element */
    private boolean opens(char open, char close) {
        expect(open);
        skipBlanks();
        if (peek() == close) {
            at++;
            return false;
        }
        return true;
    }

    /** @return whether there is one more element */
    private boolean goesOn(char close) {
        skipBlanks();
        if (peek() == close) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder content = new StringBuilder();
        int from = at;
        while (peek() != '"') {
            if (peek() == '\\') {
                content.append(text, from, at);
                at++;
                content.append(escaped());
                from = at;
            } else {
                at++;
            }
        }
        content.append(text, from, at);
        at++;
        return content.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/', '\'' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            case 'u' -> hex(4);
            case 'x' -> hex(2);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> (char) (c - '0');
            default -> throw unexpected("an escape");
        };
    }

    private char hex(int digits) {
        int code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(peek(), HEX);
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            code = code * HEX + digit;
            at++;
        }
        return (char) code;
    }

    private Bytes bytes() {
        at++;
        expect('\'');
        int end = text.indexOf('\'', at);
        if (end < 0 || (end - at) % 2 != 0) {
            throw unexpected("bytes in pairs of hexadecimal digits");
        }
        byte[] content = new byte[(end - at) / 2];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) hex(2);
        }
        at = end + 1;
        return new Bytes(content);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return value;
    }

    /** A {@link Float} or {@link Double} where the text says so, else a {@link BigDecimal}. */
    private Number number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        if (digits.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("a number has more than " + LONGEST_NUMBER + " characters");
        }
        char suffix = at < text.length() ? text.charAt(at) : ' ';
        try {
            BigDecimal exact = new BigDecimal(digits);
            if (Math.abs((long) exact.scale()) > LARGEST_EXPONENT) {
                throw new IllegalArgumentException("a number has an exponent beyond " + LARGEST_EXPONENT);
            }
            return switch (suffix) {
                case 'F' -> suffixed(Float.valueOf(digits));
                case 'D' -> suffixed(Double.valueOf(digits));
                case 'L', 'S', 'B' -> suffixed(exact);
                default -> exact;
            };
        } catch (NumberFormatException e) {
            at = from;
            throw unexpected("a value");
        }
    }

    private Number suffixed(Number number) {
        at++;
        return number;
    }

    private void expect(char c) {
        skipBlanks();
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("it ends too soon");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        String seen = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new IllegalArgumentException("not " + expected + " but " + seen + " at character " + at);
    }
}
