package dev.assent.server.config;

import dev.assent.journal.JournalOptions;
import dev.assent.server.delivery.LoopOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All that an operator can choose.
 *
 * @param host to listen on; default 127.0.0.1
 * @param port 0 picks a free one; default 8091
 * @param advertise {@code host:port} as clients dial it, the first part of every xid; default: where it listens
 * @param data directory of the journal, made if it is missing; default {@code assent-data}
 * @param restartGrace how long every open transaction lives at least after a restart; default 15 s
 * @param memory how long the outcome of a finished transaction is remembered; default and least 1 h
 * @param silence how long a client may say nothing before its connection is closed, 0 for ever; default 30 s
 * @param undoSaveDays how old an undo row must be before resource managers are told to drop it, 0 if they never are;
 *     default 7
 * @param admin the admin API; off by default
 */
public record ServerOptions(
        String host,
        int port,
        Optional<String> advertise,
        Path data,
        Duration restartGrace,
        Duration memory,
        Duration silence,
        int undoSaveDays,
        JournalOptions journal,
        LoopOptions loop,
        AdminOptions admin) {
    public static ServerOptions defaults() {
        return new ServerOptions(
                "127.0.0.1",
                8091,
                Optional.empty(),
                Path.of("assent-data"),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                7,
                JournalOptions.defaults(),
                LoopOptions.defaults(),
                AdminOptions.off());
    }

    public ServerOptions withHost(String value) {
        return new ServerOptions(
                value, port, advertise, data, restartGrace, memory, silence, undoSaveDays, journal, loop, admin);
    }

    public ServerOptions withPort(int value) {
        return new ServerOptions(
                host, value, advertise, data, restartGrace, memory, silence, undoSaveDays, journal, loop, admin);
    }

    public ServerOptions withAdvertise(String value) {
        return new ServerOptions(
                host,
                port,
                Optional.of(value),
                data,
                restartGrace,
                memory,
                silence,
                undoSaveDays,
                journal,
                loop,
                admin);
    }

    public ServerOptions withData(Path value) {
        return new ServerOptions(
                host, port, advertise, value, restartGrace, memory, silence, undoSaveDays, journal, loop, admin);
    }

    public ServerOptions withRestartGrace(Duration value) {
        return new ServerOptions(
                host, port, advertise, data, value, memory, silence, undoSaveDays, journal, loop, admin);
    }

    public ServerOptions withMemory(Duration value) {
        return new ServerOptions(
                host, port, advertise, data, restartGrace, value, silence, undoSaveDays, journal, loop, admin);
    }

    public ServerOptions withJournal(JournalOptions value) {
        return new ServerOptions(
                host, port, advertise, data, restartGrace, memory, silence, undoSaveDays, value, loop, admin);
    }

    public ServerOptions withLoop(LoopOptions value) {
        return new ServerOptions(
                host, port, advertise, data, restartGrace, memory, silence, undoSaveDays, journal, value, admin);
    }

    public ServerOptions withSilence(Duration value) {
        return new ServerOptions(
                host, port, advertise, data, restartGrace, memory, value, undoSaveDays, journal, loop, admin);
    }

    public ServerOptions withUndoSaveDays(int value) {
        return new ServerOptions(
                host, port, advertise, data, restartGrace, memory, silence, value, journal, loop, admin);
    }

    public ServerOptions withAdmin(AdminOptions value) {
        return new ServerOptions(
                host, port, advertise, data, restartGrace, memory, silence, undoSaveDays, journal, loop, value);
    }
}
