package dev.assent.words;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments of one Java file, each as one line of text. */
final class Comments {
    /** Literals come first, so that the slashes inside them begin no comment. */
    private static final Pattern PIECES = Pattern.compile(
            "\"\"\".*?(?<!\\\\)\"\"\""
                    + "|\"(?:\\\\.|[^\"\\\\\\n])*+\""
                    + "|'(?:\\\\.|[^'\\\\\\n])++'"
                    + "|(?<comment>/\\*.*?\\*/|(?:(?<=\\n) *//[^\\n]*\\n)++|//[^\\n]*+)",
            Pattern.DOTALL);

    private static final Pattern MARKS = Pattern.compile("^\\s*(/\\*+|//|\\*(?!/))|\\*+/\\s*$", Pattern.MULTILINE);

    private Comments() {}

    static List<Passage> of(String file, String source) {
        List<Passage> found = new ArrayList<>();
        Matcher matcher = PIECES.matcher(source);
        while (matcher.find()) {
            String comment = matcher.group("comment");
            if (comment != null) {
                found.add(new Passage(file, lineAt(source, matcher.start()), plain(comment)));
            }
        }
        return found;
    }

    private static int lineAt(String source, int offset) {
        return 1 + (int) source.chars().limit(offset).filter(c -> c == '\n').count();
    }

    private static String plain(String comment) {
        return MARKS.matcher(comment).replaceAll("").replaceAll("\\s+", " ").strip();
    }
}
