package dev.assent.fuzz.run;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.script.Feature;
import java.util.EnumSet;
import java.util.Set;

/**
 * The features under which the data source is known to go wrong today. A build does not draw them; the list gets shorter
 * with every gap that is mended.
 */
public final class KnownGaps {
    private static final Set<Feature> EVERYWHERE = EnumSet.allOf(Feature.class);

    private KnownGaps() {}

    /** The features that a build draws. */
    public static Set<Feature> without(DatabaseKind kind) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(Feature.of(kind));
        features.removeAll(EVERYWHERE);
        return features;
    }
}
