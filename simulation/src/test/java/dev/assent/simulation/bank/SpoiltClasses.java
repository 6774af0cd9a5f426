package dev.assent.simulation.bank;

import dev.assent.core.Coordinator;
import dev.assent.journal.Journal;
import dev.assent.journal.simulated.SimulatedDisk;
import dev.assent.model.Xid;
import dev.assent.protocol.Frame;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All classes of Assent once more, some of them from another place. So whatever links to a changed class meets that one,
 * and nobody else does.
 */
final class SpoiltClasses extends URLClassLoader {
    private static final String OURS = "dev.assent.";
    private static final Set<String> SHARED = Set.of(Trial.class.getName(), Verdict.class.getName());
    private static final List<String> TESTED = List.of("tc-core", "journal", "journal-simulated", "tc-server");

    private SpoiltClasses(URL[] places) {
        super(places, SpoiltClasses.class.getClassLoader());
    }

    /** @param changed directory of class files that come first */
    static SpoiltClasses from(Path changed) {
        Stream<URL> ours = Stream.of(
                        Xid.class,
                        Frame.class,
                        Coordinator.class,
                        Journal.class,
                        SimulatedDisk.class,
                        CoordinatorLoop.class,
                        Simulation.class,
                        SpoiltClasses.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation());
        Stream<URL> tests = TESTED.stream().map(SpoiltClasses::testsOf);
        return new SpoiltClasses(Stream.of(Stream.of(url(changed)), tests, ours)
                .flatMap(each -> each)
                .toArray(URL[]::new));
    }

    private static URL testsOf(String module) {
        Path classes = Path.of("..", module, "target", "test-classes").toAbsolutePath();
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException("Expected the tests of " + module + " in " + classes
                    + ", but they are not there: build that module's tests first");
        }
        return url(classes);
    }

    private static URL url(Path directory) {
        try {
            return directory.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) || SHARED.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    Verdict run(Suite suite) {
        try {
            return ((Trial) loadClass(suite.trial())
                            .getConstructor(String.class)
                            .newInstance(suite.test()))
                    .run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
