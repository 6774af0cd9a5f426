package dev.assent.fuzz.run;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.script.Feature;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The features under which the data source is known to go wrong today. A build does not draw them; the list gets shorter
 * with every gap that is mended. {@code ./assent fuzz-sql} draws them all.
 */
public final class KnownGaps {
    private KnownGaps() {}

    /** The features that a build draws. */
    public static Set<Feature> without(DatabaseKind kind) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(Feature.of(kind));
        features.removeAll(gaps(kind));
        return features;
    }

    /** For the line that runs a seed of the build again: another set of features draws another transaction. */
    public static String option(DatabaseKind kind) {
        return " --features " + without(kind).stream().map(Feature::name).collect(Collectors.joining(","));
    }

    private static Set<Feature> gaps(DatabaseKind kind) {
        return switch (kind) {
            case H2, POSTGRES, MARIADB -> EnumSet.noneOf(Feature.class);
        };
    }
}
