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

/** Starts, kills, stops and continues the processes of a campaign. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TRIES = 5;

    private final RunDirectory run;
    private final Coordinator coordinator;
    private final Relays relays;
    private final Map<ProcessRole, Database> databases;
    private final Consumer<ShopEvent> words;
    private final Map<ProcessRole, Child> children = new EnumMap<>(ProcessRole.class);
    private final Set<ProcessRole> up = EnumSet.of(ProcessRole.COORDINATOR);

    /**
     * @param databases of the services, with the URL that the services use
     * @param events receives all that the shops report
     */
    Processes(
            RunDirectory run,
            Coordinator coordinator,
            Relays relays,
            Map<ProcessRole, Database> databases,
            Consumer<ShopEvent> words) {
        this.run = run;
        this.coordinator = coordinator;
        this.relays = relays;
        this.databases = databases;
        this.words = words;
    }

    /**
     * Starts a process and waits until it is ready. A service that loses its database while it starts is started again.
     */
    void start(ProcessRole role) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                startOnce(role);
                return;
            } catch (AssentException e) {
                if (i == TRIES || !role.isService()) {
                    throw e;
                }
                kill(role);
            }
        }
    }

    private void startOnce(ProcessRole role) throws InterruptedException {
        if (role == ProcessRole.COORDINATOR) {
            coordinator.restart();
        } else if (role.isService()) {
            Child service = launch(
                    role,
                    ServiceProcess.class,
                    ServiceProcess.arguments(role, database(role), relays.toCoordinator(role)),
                    ServiceProcess::isReady);
            relays.toService(role).forwardTo(ServiceProcess.port(service.awaitReady(PATIENCE)));
        } else {
            Child shop = launch(
                    role,
                    ShopProcess.class,
                    ShopProcess.arguments(
                            role.toString(),
                            relays.toCoordinator(role),
                            relays.toService(ProcessRole.ORDERS).port(),
                            relays.toService(ProcessRole.STOCK).port(),
                            relays.toService(ProcessRole.ACCOUNT).port()),
                    ShopProcess::isReady);
            shop.awaitReady(PATIENCE);
        }
        synchronized (this) {
            up.add(role);
        }
    }

    private Database database(ProcessRole service) {
        Database database = databases.get(service);
        if (database == null) {
            throw new IllegalArgumentException("Expected a service with a database, but got " + service);
        }
        return database;
    }

    private Child launch(ProcessRole role, Class<?> main, List<String> arguments, Predicate<String> ready) {
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
                role.toString(), ready, line -> ShopEvent.read(line).ifPresent(words), new ProcessBuilder(command));
        synchronized (this) {
            children.put(role, child);
        }
        return child;
    }

    /** Sends SIGKILL. When this returns, the process has ended and all its output has been read. */
    void kill(ProcessRole role) {
        synchronized (this) {
            up.remove(role);
        }
        if (role == ProcessRole.COORDINATOR) {
            coordinator.kill();
            return;
        }
        Child child = child(role);
        child.kill();
        run.ended(child);
        child.awaitEndOfOutput();
        if (role.isService()) {
            relays.toService(role).refuseConnections();
        }
    }

    /** Sends SIGSTOP. */
    void freeze(ProcessRole role) throws InterruptedException {
        signal("STOP", role);
    }

    /** Sends SIGCONT. */
    void thaw(ProcessRole role) throws InterruptedException {
        signal("CONT", role);
    }

    private void signal(String name, ProcessRole role) throws InterruptedException {
        long pid = role == ProcessRole.COORDINATOR
                ? coordinator.pid()
                : child(role).pid();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + ' ' + pid)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(ProcessRole shop, String line) {
        child(shop).send(line);
    }

    /** The processes that have ended although the campaign did not kill them. */
    synchronized List<ProcessRole> lost() {
        return up.stream().filter(role -> !isAlive(role)).toList();
    }

    private boolean isAlive(ProcessRole role) {
        return role == ProcessRole.COORDINATOR
                ? coordinator.isAlive()
                : child(role).isAlive();
    }

    private synchronized Child child(ProcessRole role) {
        Child child = children.get(role);
        if (child == null) {
            throw new IllegalStateException("Expected " + role + " to be started, but it never was");
        }
        return child;
    }
}
