package dev.assent.datasource.dialect;

import dev.assent.datasource.errors.DataSourceErrors;
import java.util.ArrayList;
import java.util.List;

/** Takes a name of one or more parts apart. */
final class Identifiers {
    private final String spelt;
    private final char quote;
    private int at;

    private Identifiers(String spelt, char quote) {
        this.spelt = spelt;
        this.quote = quote;
    }

    static List<String> parse(String spelt, char quote, Folding folding) {
        Identifiers reader = new Identifiers(spelt.strip(), quote);
        List<String> parts = new ArrayList<>();
        do {
            parts.add(reader.next(folding));
        } while (reader.dot());
        return parts;
    }

    private String next(Folding folding) {
        boolean quoted = at < spelt.length() && (spelt.charAt(at) == quote || spelt.charAt(at) == '"');
        String part = quoted ? quoted(spelt.charAt(at)) : folding.fold(plain());
        if (part.isEmpty()) {
            throw DataSourceErrors.badIdentifier(spelt);
        }
        return part;
    }

    private String plain() {
        int from = at;
        while (at < spelt.length() && (Character.isJavaIdentifierPart(spelt.charAt(at)) || spelt.charAt(at) == '#')) {
            at++;
        }
        return spelt.substring(from, at);
    }

    private String quoted(char end) {
        StringBuilder part = new StringBuilder();
        for (at++; at < spelt.length(); at++) {
            if (spelt.charAt(at) == end && (++at >= spelt.length() || spelt.charAt(at) != end)) {
                return part.toString();
            }
            part.append(spelt.charAt(at));
        }
        throw DataSourceErrors.badIdentifier(spelt);
    }

    private boolean dot() {
        if (at == spelt.length()) {
            return false;
        }
        if (spelt.charAt(at++) != '.') {
            throw DataSourceErrors.badIdentifier(spelt);
        }
        return true;
    }
}
