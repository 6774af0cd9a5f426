package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.grammar.TableShape.Field;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.Param;

/** Draws values, as literals, parameters and expressions. */
final class Values {
    private static final int LONGEST = 4;

    private final Plot plot;
    private final Draw draw;

    Values(Plot plot, Draw draw) {
        this.plot = plot;
        this.draw = draw;
    }

    /** A plain value, or a parameter. */
    void plain(Writing to, Field field) {
        if (field.type().equals(Types.TEXT) && plot.has(Feature.ODD_TEXT) && draw.percent(60)) {
            text(to, oddText(), plot.has(Feature.ESCAPE_SETTING) ? Feature.ESCAPE_SETTING : Feature.ODD_TEXT);
        } else if (field.type().equals(Types.TEXT) && plot.has(Feature.STREAMS) && draw.percent(50)) {
            to.param(new Param(draw.of(Param.How.CHARACTER_STREAM, stream()), "streamed" + draw.below(9)));
            to.because(Feature.STREAMS);
        } else {
            Sample sample = draw.of(field.type().samples());
            if (sample.object() != null && draw.percent(40)) {
                to.param(Param.of(sample.object()));
            } else {
                to.add(sample.literal());
            }
        }
    }

    /** PostgreSQL takes no stream by setObject. */
    private Param.How stream() {
        return plot.kind() == DatabaseKind.POSTGRES ? Param.How.CHARACTER_STREAM : Param.How.STREAM_AS_OBJECT;
    }

    private void text(Writing to, String text, Feature because) {
        if (draw.percent(25)) {
            to.param(Param.of(text));
        } else {
            to.add(plot.quoted(text));
        }
        to.because(because);
    }

    private String oddText() {
        StringBuilder text = new StringBuilder();
        int pieces = draw.between(1, LONGEST);
        for (int i = 0; i < pieces; i++) {
            text.append(draw.of(
                    "\\",
                    "'",
                    "\"",
                    "--",
                    "-- ",
                    "/*",
                    "*/",
                    "#",
                    "`",
                    "?",
                    ";",
                    " ",
                    "a",
                    "\n",
                    "$$",
                    "%",
                    "${",
                    ":",
                    " WHERE id = 2 ",
                    "\\'",
                    "//",
                    "é",
                    "\uD83D\uDE00"));
        }
        return text.toString().replace("${", "$ {");
    }

    /** A value of a key. */
    void key(Writing to, Field field) {
        if (field.type().equals(Types.INT) && plot.has(Feature.EXPRESSION_KEYS) && draw.percent(70)) {
            int key = draw.between(1, 9);
            String literal = String.valueOf(key);
            to.add(draw.of(
                    "1 + " + (key - 1),
                    "abs(-" + key + ")",
                    "'" + key + "'",
                    key + ".0",
                    "CAST('" + key + "' AS " + (plot.kind() == DatabaseKind.MARIADB ? "SIGNED)" : "INT)"),
                    "coalesce(NULL, " + key + ")",
                    "(" + key + ")",
                    "+" + literal,
                    "CASE WHEN 1 = 1 THEN " + key + " ELSE 99 END",
                    "length('" + "x".repeat(key) + "')",
                    key + ".4"));
            to.because(Feature.EXPRESSION_KEYS);
        } else {
            plain(to, field);
        }
    }

    /** What a column is set to. */
    void set(Writing to, Field field) {
        boolean number = field.type().equals(Types.INT);
        switch (draw.below(10)) {
            case 0 -> to.add("NULL");
            case 1 -> to.add("DEFAULT");
            case 2, 3, 4 -> {
                if (number) {
                    to.add(draw.of(
                            field.name() + " + 1",
                            "- " + field.name(),
                            "coalesce(" + field.name() + ", 0) * 2",
                            "CASE WHEN " + field.name() + " > 20 THEN 1 ELSE " + field.name() + " END",
                            field.name()));
                } else if (field.type().equals(Types.TEXT)) {
                    to.add(draw.of("upper(" + field.name() + ")", field.name(), "concat(" + field.name() + ", 'x')"));
                } else {
                    plain(to, field);
                }
            }
            default -> plain(to, field);
        }
    }
}
