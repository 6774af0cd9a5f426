package dev.assent.server.config;

import dev.assent.journal.JournalOptions;
import dev.assent.server.loop.LoopOptions;
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
 */
public record ServerOptions(
        String host,
        int port,
        Optional<String> advertise,
        Path data,
        Duration restartGrace,
        Duration memory,
        JournalOptions journal,
        LoopOptions loop) {
    public static ServerOptions defaults() {
        return new ServerOptions(
                "127.0.0.1",
                8091,
                Optional.empty(),
                Path.of("assent-data"),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                JournalOptions.defaults(),
                LoopOptions.defaults());
    }

    public ServerOptions withHost(String value) {
        return new ServerOptions(value, port, advertise, data, restartGrace, memory, journal, loop);
    }

    public ServerOptions withPort(int value) {
        return new ServerOptions(host, value, advertise, data, restartGrace, memory, journal, loop);
    }

    public ServerOptions withAdvertise(String value) {
        return new ServerOptions(host, port, Optional.of(value), data, restartGrace, memory, journal, loop);
    }

    public ServerOptions withData(Path value) {
        return new ServerOptions(host, port, advertise, value, restartGrace, memory, journal, loop);
    }

    public ServerOptions withRestartGrace(Duration value) {
        return new ServerOptions(host, port, advertise, data, value, memory, journal, loop);
    }

    public ServerOptions withMemory(Duration value) {
        return new ServerOptions(host, port, advertise, data, restartGrace, value, journal, loop);
    }

    public ServerOptions withJournal(JournalOptions value) {
        return new ServerOptions(host, port, advertise, data, restartGrace, memory, value, loop);
    }

    public ServerOptions withLoop(LoopOptions value) {
        return new ServerOptions(host, port, advertise, data, restartGrace, memory, journal, value);
    }
}
