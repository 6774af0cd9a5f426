package dev.assent.fuzz.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement. {@code ${db}} in it stands for the name of the database.
 *
 * @param because the feature without which it would not be there; null if it is ordinary
 */
public record Sql(String text, List<Param> params, @Nullable Feature because) {
    public Sql {
        params = List.copyOf(params);
    }

    public static Sql of(String text) {
        return new Sql(text, List.of(), null);
    }

    public static Sql of(String text, Feature because) {
        return new Sql(text, List.of(), because);
    }

    public Sql because(@Nullable Feature feature) {
        return because == null ? new Sql(text, params, feature) : this;
    }

    @Override
    public String toString() {
        return params.isEmpty() ? text : text + "  " + params;
    }
}
