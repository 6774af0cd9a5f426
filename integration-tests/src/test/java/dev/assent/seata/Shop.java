package dev.assent.seata;

import dev.assent.demo.database.Database;
import dev.assent.demo.process.Child;
import dev.assent.demo.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An application on a real Seata client, in a process of its own, and the sessions we play in it. */
final class Shop {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GROUP = "shop-group";
    private static final String ANSWER = "@";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Child process;

    private Shop(RunDirectory run, String name, ProcessBuilder command) throws InterruptedException {
        this.process = run.start(name, this::hear, command);
        process.awaitReady(PATIENCE);
    }

    /**
     * @param reservations where its TCC service keeps its table
     * @param merging whether it sends several requests in one message; its sagas then have branches, too
     * @param lockRetries how often it asks for a row that is held, 10 ms apart
     */
    record Wishes(Database maria, Database postgres, Database reservations, boolean merging, int lockRetries) {}

    static Shop open(
            RunDirectory run, String name, SeataVersion version, Path classes, String coordinator, Wishes wishes)
            throws IOException, InterruptedException {
        Path directory = run.directory(name);
        Files.writeString(directory.resolve("registry.conf"), """
                registry { type = "file" }
                config {
                  type = "file"
                  file { name = "file.conf" }
                }
                """);
        Files.writeString(
                directory.resolve("file.conf"), """
                service {
                  vgroupMapping.shop-group = "default"
                  default.grouplist = "%s"
                  enableDegrade = false
                  disableGlobalTransaction = false
                }
                transport {
                  enableClientBatchSendRequest = %2$s
                  enableTmClientBatchSendRequest = %2$s
                  enableRmClientBatchSendRequest = %2$s
                }
                client.rm.lock.retryInterval = 10
                client.rm.lock.retryTimes = %3$d
                client.rm.tableMetaCheckEnable = false
                """.formatted(coordinator, wishes.merging(), wishes.lockRetries()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto"));
        command.addAll(version.javaOptions());
        command.add("-Dorg.slf4j.simpleLogger.logFile=" + run.log(name + "-seata"));
        command.add("-Dfence=" + version.fence());
        if (version.playsSagas()) {
            command.addAll(List.of("-Dsteps=shop.Steps", "-Dsagas=shop.EngineSagas"));
            command.add("-Dsagas.branches=" + wishes.merging());
        }
        database(command, "at.maria", version.url(wishes.maria()), wishes.maria());
        database(command, "at.postgres", wishes.postgres().url(), wishes.postgres());
        database(command, "xa.maria", version.url(wishes.maria()), wishes.maria());
        database(command, "xa.postgres", wishes.postgres().url(), wishes.postgres());
        database(command, "reservations", version.url(wishes.reservations()), wishes.reservations());
        command.addAll(List.of(
                "-cp",
                String.join(
                        ":",
                        directory.toString(),
                        classes.toString(),
                        SeataVersion.driver().toString(),
                        version.classPath()),
                "shop.Shop",
                name,
                GROUP));
        return new Shop(run, name, new ProcessBuilder(command).directory(directory.toFile()));
    }

    private static void database(List<String> command, String name, String url, Database database) {
        command.add("-D" + name + '=' + url);
        command.add("-D" + name + ".user=" + database.user());
    }

    /** A thread of its own in the application. */
    Session session(String name) {
        return sessions.computeIfAbsent(name, absent -> new Session(step -> process.send(absent + '\t' + step)));
    }

    private boolean hear(String line) {
        if (!line.startsWith(ANSWER)) {
            return false;
        }
        String[] words = line.substring(ANSWER.length()).split("\t", 3);
        if (words[0].equals("shop")) {
            return true;
        }
        session(words[0]).hear(new Answer(words[1].equals("ok"), words[2]));
        return false;
    }
}
