package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ServiceProcess;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.chaos.service.ShopProcess;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.Database;
import dev.assent.demo.process.Child;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The processes, and what can be done to them. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 5;

    private final RunDirectory run;
    private final Coordinator coordinator;
    private final Relays wires;
    private final Map<ProcessRole, Database> databases;
    private final Consumer<ShopEvent> words;
    private final Map<ProcessRole, Child> children = new EnumMap<>(ProcessRole.class);
    private final Set<ProcessRole> up = EnumSet.of(ProcessRole.COORDINATOR);

    /**
     * @param databases of the services, as they shall reach them
     * @param words told all that the shops say
     */
    Processes(
            RunDirectory run,
            Coordinator coordinator,
            Relays wires,
            Map<ProcessRole, Database> databases,
            Consumer<ShopEvent> words) {
        this.run = run;
        this.coordinator = coordinator;
        this.wires = wires;
        this.databases = databases;
        this.words = words;
    }

    /** Starts it, and waits until it is ready. A service that loses its database while it starts is started again. */
    void start(ProcessRole player) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                startOnce(player);
                return;
            } catch (AssentException e) {
                if (i == TRIES || !player.isService()) {
                    throw e;
                }
                kill(player);
            }
        }
    }

    private void startOnce(ProcessRole player) throws InterruptedException {
        if (player == ProcessRole.COORDINATOR) {
            coordinator.restart();
        } else if (player.isService()) {
            Child service = launch(
                    player,
                    ServiceProcess.class,
                    ServiceProcess.arguments(player, database(player), wires.toCoordinator(player)),
                    ServiceProcess::isReady);
            wires.toService(player).leadTo(ServiceProcess.port(service.awaitReady(PATIENCE)));
        } else {
            Child shop = launch(
                    player,
                    ShopProcess.class,
                    ShopProcess.arguments(
                            player.toString(),
                            wires.toCoordinator(player),
                            wires.toService(ProcessRole.ORDERS).port(),
                            wires.toService(ProcessRole.STOCK).port(),
                            wires.toService(ProcessRole.ACCOUNT).port()),
                    ShopProcess::isReady);
            shop.awaitReady(PATIENCE);
        }
        synchronized (this) {
            up.add(player);
        }
    }

    private Database database(ProcessRole service) {
        Database database = databases.get(service);
        if (database == null) {
            throw new IllegalArgumentException("Expected a service with a database, but got " + service);
        }
        return database;
    }

    private Child launch(ProcessRole player, Class<?> main, List<String> arguments, Predicate<String> ready) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=dev/assent/chaos/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        Child child = run.start(
                player.toString(), ready, line -> ShopEvent.read(line).ifPresent(words), new ProcessBuilder(command));
        synchronized (this) {
            children.put(player, child);
        }
        return child;
    }

    /** SIGKILL. It is dead, and its last word is heard, when this returns. */
    void kill(ProcessRole player) {
        synchronized (this) {
            up.remove(player);
        }
        if (player == ProcessRole.COORDINATOR) {
            coordinator.kill();
            return;
        }
        Child child = child(player);
        child.kill();
        run.ended(child);
        child.awaitLastWord();
        if (player.isService()) {
            wires.toService(player).leadNowhere();
        }
    }

    /** SIGSTOP. */
    void freeze(ProcessRole player) throws InterruptedException {
        signal("STOP", player);
    }

    /** SIGCONT. */
    void thaw(ProcessRole player) throws InterruptedException {
        signal("CONT", player);
    }

    private void signal(String name, ProcessRole player) throws InterruptedException {
        long pid = player == ProcessRole.COORDINATOR
                ? coordinator.pid()
                : child(player).pid();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + ' ' + pid)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tell(ProcessRole shop, String line) {
        child(shop).tell(line);
    }

    /** Those who have ended, and not by our hand. */
    synchronized List<ProcessRole> lost() {
        return up.stream().filter(player -> !isAlive(player)).toList();
    }

    private boolean isAlive(ProcessRole player) {
        return player == ProcessRole.COORDINATOR
                ? coordinator.isAlive()
                : child(player).isAlive();
    }

    private synchronized Child child(ProcessRole player) {
        Child child = children.get(player);
        if (child == null) {
            throw new IllegalStateException("Expected " + player + " to be started, but it never was");
        }
        return child;
    }
}
