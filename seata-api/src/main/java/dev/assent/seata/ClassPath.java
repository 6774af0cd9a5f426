package dev.assent.seata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/** Looks whether the classes of Seata's names are ours. */
final class ClassPath {
    private static final List<String> NAMED_ALIKE =
            List.of("org/apache/seata/core/context/RootContext.class", "io/seata/core/context/RootContext.class");

    private ClassPath() {}

    /** With two of a name, chance would decide which one an application gets. */
    static void requireOurs(ClassLoader loader) {
        for (String name : NAMED_ALIKE) {
            List<URL> places = places(loader, name);
            if (places.size() > 1) {
                throw SeataErrors.seataItself(places);
            }
        }
    }

    private static List<URL> places(ClassLoader loader, String name) {
        try {
            return Collections.list(loader.getResources(name)).stream()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
