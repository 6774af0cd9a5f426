package dev.assent.server.config;

import dev.assent.core.Limits;
import dev.assent.journal.JournalOptions;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.loop.ForceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

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
 * @param undoSaveDays how old an undo row must be before resource managers are ordered to drop it, 0 if they never are;
 *     default 7
 * @param admin the admin API; off by default
 * @param stopLimit how long a process may take to stop in order before it is ended; default 20 s
 * @param force how long the disk may take
 * @param hangLimit how long a thread of the coordinator may be without a sign of life before the coordinator fails;
 *     default 30 s
 * @param clients how much clients may take of it
 * @param acceptedLoss the epoch of the last term whose records may be missing though clients have heard of them; -1, the
 *     default, if none may
 * @param limits of transactions, and of the memory that they may take; default: 20,000 branches, 30 days, two fifths of the heap
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
        AdminOptions admin,
        Duration stopLimit,
        ForceLimits force,
        Duration hangLimit,
        ClientLimits clients,
        Limits limits,
        long acceptedLoss) {
    private static final int PERCENT_OF_HEAP = 40;

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
                AdminOptions.off(),
                Duration.ofSeconds(20),
                ForceLimits.defaults(),
                Duration.ofSeconds(30),
                ClientLimits.defaults(),
                Limits.defaults().withMemory(Runtime.getRuntime().maxMemory() / 100 * PERCENT_OF_HEAP),
                -1);
    }

    public ServerOptions withHost(String value) {
        return with(copy -> copy.host = value);
    }

    public ServerOptions withPort(int value) {
        return with(copy -> copy.port = value);
    }

    public ServerOptions withAdvertise(String value) {
        return with(copy -> copy.advertise = Optional.of(value));
    }

    public ServerOptions withData(Path value) {
        return with(copy -> copy.data = value);
    }

    public ServerOptions withRestartGrace(Duration value) {
        return with(copy -> copy.restartGrace = value);
    }

    public ServerOptions withMemory(Duration value) {
        return with(copy -> copy.memory = value);
    }

    public ServerOptions withSilence(Duration value) {
        return with(copy -> copy.silence = value);
    }

    public ServerOptions withUndoSaveDays(int value) {
        return with(copy -> copy.undoSaveDays = value);
    }

    public ServerOptions withJournal(JournalOptions value) {
        return with(copy -> copy.journal = value);
    }

    public ServerOptions withLoop(LoopOptions value) {
        return with(copy -> copy.loop = value);
    }

    public ServerOptions withAdmin(AdminOptions value) {
        return with(copy -> copy.admin = value);
    }

    public ServerOptions withStopLimit(Duration value) {
        return with(copy -> copy.stopLimit = value);
    }

    public ServerOptions withForce(ForceLimits value) {
        return with(copy -> copy.force = value);
    }

    public ServerOptions withHangLimit(Duration value) {
        return with(copy -> copy.hangLimit = value);
    }

    public ServerOptions withClients(ClientLimits value) {
        return with(copy -> copy.clients = value);
    }

    public ServerOptions withLimits(Limits value) {
        return with(copy -> copy.limits = value);
    }

    public ServerOptions withAcceptedLoss(long epoch) {
        return with(copy -> copy.acceptedLoss = epoch);
    }

    private ServerOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** What is changed on the way from one to the next. */
    private static final class Copy {
        private String host;
        private int port;
        private Optional<String> advertise;
        private Path data;
        private Duration restartGrace;
        private Duration memory;
        private Duration silence;
        private int undoSaveDays;
        private JournalOptions journal;
        private LoopOptions loop;
        private AdminOptions admin;
        private Duration stopLimit;
        private ForceLimits force;
        private Duration hangLimit;
        private ClientLimits clients;
        private Limits limits;
        private long acceptedLoss;

        Copy(ServerOptions from) {
            host = from.host;
            port = from.port;
            advertise = from.advertise;
            data = from.data;
            restartGrace = from.restartGrace;
            memory = from.memory;
            silence = from.silence;
            undoSaveDays = from.undoSaveDays;
            journal = from.journal;
            loop = from.loop;
            admin = from.admin;
            stopLimit = from.stopLimit;
            force = from.force;
            hangLimit = from.hangLimit;
            clients = from.clients;
            limits = from.limits;
            acceptedLoss = from.acceptedLoss;
        }

        ServerOptions options() {
            return new ServerOptions(
                    host,
                    port,
                    advertise,
                    data,
                    restartGrace,
                    memory,
                    silence,
                    undoSaveDays,
                    journal,
                    loop,
                    admin,
                    stopLimit,
                    force,
                    hangLimit,
                    clients,
                    limits,
                    acceptedLoss);
        }
    }
}
