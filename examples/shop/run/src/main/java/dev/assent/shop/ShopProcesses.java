package dev.assent.shop;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Starts, kills and stops the processes of the shop. Safe for many threads. */
final class ShopProcesses {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);

    private final RunDirectory run;
    private final Path home;
    private final ShopPorts ports;
    private final Options options;
    private final Map<Part, Child> children = new EnumMap<>(Part.class);

    /** What a process is started with beyond what each one is. */
    interface Options {
        /** {@code host:port} at which the service reaches the coordinator. */
        String coordinator(Part service);

        /** Further arguments of the process. */
        List<String> further(Part part);

        /** Receives each line of the output. */
        void line(Part part, String line);

        /** The coordinator is reached directly, and nothing is added. */
        static Options plain(ShopPorts ports) {
            return new Options() {
                @Override
                public String coordinator(Part service) {
                    return ports.coordinator();
                }

                @Override
                public List<String> further(Part part) {
                    return List.of();
                }

                @Override
                public void line(Part part, String line) {
                    // the log has it
                }
            };
        }
    }

    /** @param home the top of the repository, where the services have been built */
    ShopProcesses(RunDirectory run, Path home, ShopPorts ports, Options options) {
        this.run = run;
        this.home = home;
        this.ports = ports;
        this.options = options;
    }

    /** Fails with ASN-4705 if a service has not been built. */
    static void requireBuilt(Path home) {
        Part.SERVICES.forEach(service -> classPath(home, service));
    }

    ShopPorts ports() {
        return ports;
    }

    /** Starts a process and waits until it is ready. Returns its process id. */
    long start(Part part) throws InterruptedException {
        return awaitReady(launch(part));
    }

    /** Starts all processes at once and waits until they are ready. */
    void startAll() throws InterruptedException {
        List<Child> started = new ArrayList<>();
        for (Part part : Part.values()) {
            started.add(launch(part));
        }
        for (Child child : started) {
            awaitReady(child);
        }
    }

    private static long awaitReady(Child child) throws InterruptedException {
        child.awaitReady(PATIENCE);
        return child.pid();
    }

    /** Sends SIGKILL. The process has ended when this returns. */
    void kill(Part part) {
        Child child = child(part);
        child.kill();
        run.ended(child);
    }

    /** Sends SIGTERM. The process has ended when this returns. */
    void stop(Part part) throws InterruptedException {
        Child child = child(part);
        child.stop(TIME_TO_STOP);
        run.ended(child);
    }

    /** Kills what has been started. */
    synchronized void killAll() {
        List.copyOf(children.keySet()).forEach(this::kill);
        children.clear();
    }

    /** Waits until a process has ended, killed by another program. Returns its process id. */
    long awaitEnd(Part part) {
        Child child = child(part);
        child.awaitEndOfOutput();
        run.ended(child);
        return child.pid();
    }

    long pid(Part part) {
        return child(part).pid();
    }

    /** The URL of a service's database, a file. */
    String database(Part service) {
        return "jdbc:h2:file:" + data().resolve(service.toString()) + ";WRITE_DELAY=0";
    }

    private Path data() {
        return run.directory("data");
    }

    private synchronized Child child(Part part) {
        Child child = children.get(part);
        if (child == null) {
            throw new IllegalStateException("Expected " + part + " to be started, but it never was");
        }
        return child;
    }

    private Child launch(Part part) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // a quick start matters more than speed
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp"));
        command.addAll(part == Part.COORDINATOR ? coordinator() : service(part));
        command.addAll(options.further(part));
        Child child = run.start(
                part.toString(),
                part == Part.COORDINATOR ? coordinatorIsReady() : line -> line.contains(" Started "),
                line -> options.line(part, line),
                new ProcessBuilder(command));
        synchronized (this) {
            children.put(part, child);
        }
        return child;
    }

    private List<String> coordinator() {
        return List.of(
                System.getProperty("java.class.path"),
                "dev.assent.server.AssentServer",
                "--port",
                Integer.toString(ports.of(Part.COORDINATOR)),
                "--admin-port",
                Integer.toString(ports.admin()),
                "--data",
                data().resolve("coordinator").toString());
    }

    /** It serves its clients and, a moment before or after, its operators. */
    private static Predicate<String> coordinatorIsReady() {
        AtomicInteger seen = new AtomicInteger();
        return line -> (line.contains(" ready on ") || line.contains("admin API on ")) && seen.incrementAndGet() == 2;
    }

    private List<String> service(Part part) {
        return List.of(
                classPath(home, part),
                part.main(),
                "--spring.main.banner-mode=off",
                "--server.port=" + ports.of(part),
                "--assent.coordinator=" + options.coordinator(part),
                "--shop.data=" + data(),
                "--shop.stock=" + ports.url(Part.STOCK),
                "--shop.accounts=" + ports.url(Part.ACCOUNTS));
    }

    private static String classPath(Path home, Part service) {
        Path target = home.resolve("examples/shop").resolve(service.toString()).resolve("target");
        try {
            return target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(target.resolve("classpath")).strip();
        } catch (IOException e) {
            throw ShopErrors.notBuilt(service.toString(), e.toString());
        }
    }
}
