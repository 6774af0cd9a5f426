package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.Param;
import dev.assent.fuzz.script.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement while it is written: its words, its parameters, and the comments between. */
final class Writing {
    private final Plot plot;
    private final Draw draw;
    private final List<String> words = new ArrayList<>();
    private final List<Param> params = new ArrayList<>();
    private @Nullable Feature because;

    Writing(Plot plot, Draw draw) {
        this.plot = plot;
        this.draw = draw;
    }

    Writing add(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    Writing param(Param param) {
        words.add("?");
        params.add(param);
        return this;
    }

    /** The parameters of text that was added already. */
    void parameters(List<Param> more) {
        params.addAll(more);
    }

    void because(Feature feature) {
        because = feature;
    }

    Sql sql() {
        if (!plot.has(Feature.COMMENTS) || !draw.percent(60)) {
            return new Sql(String.join(" ", words), params, because);
        }
        int comments = draw.between(1, 3);
        for (int i = 0; i < comments; i++) {
            words.add(draw.between(1, words.size()), comment());
        }
        return new Sql(String.join(" ", words), params, because == null ? Feature.COMMENTS : because);
    }

    private String comment() {
        String text = draw.of("x", "it''s", "' WHERE id = 2 ", "\"", "? ", ";", "--", "*", "FOR UPDATE", "(", "`");
        List<String> styles = new ArrayList<>(List.of(
                "/*" + text + "*/",
                "-- " + text + "\n",
                "--" + text + "\n",
                "--1\n",
                "/*+ " + text + "*/",
                "/**/",
                "--\n"));
        if (plot.kind() == DatabaseKind.MARIADB) {
            styles.addAll(List.of("#" + text + "\n", "/*! */", "/*!99999 " + text + "*/", "/*M! */", "# \n"));
        } else if (plot.kind() == DatabaseKind.H2) {
            styles.addAll(List.of("// " + text + "\n", "//\n", "/* /* */ */"));
        } else {
            styles.add("/* /* " + text + " */ */");
        }
        return draw.of(styles);
    }
}
