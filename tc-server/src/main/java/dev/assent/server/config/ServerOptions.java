package dev.assent.server.config;

import dev.assent.core.Limits;
import dev.assent.journal.JournalOptions;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.loop.ForceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All that an operator can choose, immutable. {@link Setting} says which values the configuration file allows. */
public final class ServerOptions {
    private static final int PERCENT_OF_HEAP = 40;

    private final Builder set;

    private ServerOptions(Builder set) {
        this.set = set;
    }

    public static Builder builder() {
        return new Builder();
    }

    public String host() {
        return set.host;
    }

    public int port() {
        return set.port;
    }

    public Optional<String> advertise() {
        return set.advertise;
    }

    public Path data() {
        return set.data;
    }

    public Duration restartGrace() {
        return set.restartGrace;
    }

    public Duration memory() {
        return set.memory;
    }

    public Duration silence() {
        return set.silence;
    }

    public int undoSaveDays() {
        return set.undoSaveDays;
    }

    public JournalOptions journal() {
        return set.journal;
    }

    public LoopOptions loop() {
        return set.loop;
    }

    public AdminOptions admin() {
        return set.admin;
    }

    public Duration stopLimit() {
        return set.stopLimit;
    }

    public ForceLimits force() {
        return set.force;
    }

    public Duration hangLimit() {
        return set.hangLimit;
    }

    public ClientLimits clients() {
        return set.clients;
    }

    public Limits limits() {
        return set.limits;
    }

    public long acceptedLoss() {
        return set.acceptedLoss;
    }

    /** Collects options. Not for several threads. What it has built does not change with it. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 8091;
        private Optional<String> advertise = Optional.empty();
        private Path data = Path.of("assent-data");
        private Duration restartGrace = Duration.ofSeconds(15);
        private Duration memory = Duration.ofHours(1);
        private Duration silence = Duration.ofSeconds(30);
        private int undoSaveDays = 7;
        private JournalOptions journal = JournalOptions.defaults();
        private LoopOptions loop = LoopOptions.defaults();
        private AdminOptions admin = AdminOptions.off();
        private Duration stopLimit = Duration.ofSeconds(20);
        private ForceLimits force = ForceLimits.defaults();
        private Duration hangLimit = Duration.ofSeconds(30);
        private ClientLimits clients = ClientLimits.defaults();
        private Limits limits =
                Limits.defaults().withMemory(Runtime.getRuntime().maxMemory() / 100 * PERCENT_OF_HEAP);
        private long acceptedLoss = -1;

        private Builder() {}

        private Builder(Builder other) {
            host = other.host;
            port = other.port;
            advertise = other.advertise;
            data = other.data;
            restartGrace = other.restartGrace;
            memory = other.memory;
            silence = other.silence;
            undoSaveDays = other.undoSaveDays;
            journal = other.journal;
            loop = other.loop;
            admin = other.admin;
            stopLimit = other.stopLimit;
            force = other.force;
            hangLimit = other.hangLimit;
            clients = other.clients;
            limits = other.limits;
            acceptedLoss = other.acceptedLoss;
        }

        /** The name or address to listen on; default 127.0.0.1. */
        public Builder host(String name) {
            host = name;
            return this;
        }

        /** The port to listen on, 0 picks a free one; default 8091. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** {@code host:port} as clients dial it, the first part of every xid; default where it listens. */
        public Builder advertise(String address) {
            advertise = Optional.of(address);
            return this;
        }

        /** The directory of the journal, made if it is missing; default {@code assent-data}. */
        public Builder data(Path directory) {
            data = directory;
            return this;
        }

        /** How long every open transaction lives at least after a restart; default 15 s. */
        public Builder restartGrace(Duration time) {
            restartGrace = time;
            return this;
        }

        /** How long the outcome of a finished transaction is remembered; default and least 1 h. */
        public Builder memory(Duration time) {
            memory = time;
            return this;
        }

        /** How long a client may say nothing before its connection is closed, 0 for ever; default 30 s. */
        public Builder silence(Duration limit) {
            silence = limit;
            return this;
        }

        /** How old an undo row must be before resource managers must drop it, 0 if they never must; default 7. */
        public Builder undoSaveDays(int days) {
            undoSaveDays = days;
            return this;
        }

        public Builder journal(UnaryOperator<JournalOptions> change) {
            journal = change.apply(journal);
            return this;
        }

        public Builder loop(UnaryOperator<LoopOptions.Builder> change) {
            loop = change.apply(loop.toBuilder()).build();
            return this;
        }

        /** The admin API; off by default. */
        public Builder admin(UnaryOperator<AdminOptions> change) {
            admin = change.apply(admin);
            return this;
        }

        /** How long a process may take to stop in order before it is ended; default 20 s. */
        public Builder stopLimit(Duration time) {
            stopLimit = time;
            return this;
        }

        /** How long the disk may take; default {@link ForceLimits#defaults}. */
        public Builder force(UnaryOperator<ForceLimits> change) {
            force = change.apply(force);
            return this;
        }

        /** How long a thread of the coordinator may give no sign of life before the coordinator fails; default 30 s. */
        public Builder hangLimit(Duration time) {
            hangLimit = time;
            return this;
        }

        public Builder clients(UnaryOperator<ClientLimits.Builder> change) {
            clients = change.apply(clients.toBuilder()).build();
            return this;
        }

        /** The limits of transactions and of their memory; default 20,000 branches, 30 days, two fifths of the heap. */
        public Builder limits(UnaryOperator<Limits> change) {
            limits = change.apply(limits);
            return this;
        }

        /** The epoch of the last term whose records may be missing though clients heard of them; default -1: none. */
        public Builder acceptedLoss(long epoch) {
            acceptedLoss = epoch;
            return this;
        }

        public ServerOptions build() {
            return new ServerOptions(new Builder(this));
        }
    }
}
