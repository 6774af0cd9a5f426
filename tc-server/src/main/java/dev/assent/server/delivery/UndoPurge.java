package dev.assent.server.delivery;

import dev.assent.model.BranchType;
import dev.assent.protocol.Frame;
import dev.assent.protocol.UndoLogDeleteRequest;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders one resource manager of each AT resource, now and then, to delete the undo rows that are no longer needed. It
 * sends no order while a transaction as old as that is unfinished there: Seata's resource managers look at the age of a
 * row alone.
 */
public final class UndoPurge {
    private static final Logger log = LoggerFactory.getLogger(UndoPurge.class);
    /** The clients of resources with undo rows, as Java clients name them; seata-go does not handle this message. */
    private static final String DATABASE = "jdbc:";

    private final Sessions sessions;
    private final BiConsumer<Session, Frame> network;
    private final Scheduler scheduler;
    private final Supplier<Instant> now;
    private final Supplier<Instant> wall;
    private final Instant started;
    private final Function<Instant, Set<String>> needed;
    private final PurgeOptions options;
    private int orders;

    /** @param needed the resources with an unfinished transaction from before a moment */
    public UndoPurge(
            Sessions sessions,
            BiConsumer<Session, Frame> network,
            Scheduler scheduler,
            Supplier<Instant> now,
            Supplier<Instant> wall,
            Function<Instant, Set<String>> needed,
            PurgeOptions options) {
        this.sessions = sessions;
        this.network = network;
        this.scheduler = scheduler;
        this.now = now;
        this.wall = wall;
        this.started = now.get().plusMillis(1); // what is open since this very moment may be older than the start
        this.needed = needed;
        this.options = options;
    }

    public void start() {
        if (options.saveDays() > 0) {
            scheduler.after(options.first(), this::tick);
        }
    }

    private void tick() {
        Set<String> kept = needed.apply(before());
        for (String resource : sessions.resources()) {
            if (!resource.startsWith(DATABASE)) {
                continue;
            }
            if (kept.contains(resource)) {
                log.info(
                        "the undo rows of {} are not purged: a transaction of more than {} days is unfinished there",
                        resource,
                        options.saveDays());
                continue;
            }
            order(resource);
        }
        scheduler.after(options.period(), this::tick);
    }

    /**
     * The moment from before which no transaction may be unfinished: by the larger age of our own time and of the wall clock,
     * since the database's clock is neither; and never later than our start is before us, since a clock may have been set
     * back while we were away (P6).
     */
    private Instant before() {
        Duration age = Duration.ofDays(options.saveDays());
        Instant own = now.get().minus(age);
        Instant byWall = wall.get().minus(age);
        Instant latest = own.isAfter(byWall) ? own : byWall;
        return latest.isAfter(started) ? latest : started;
    }

    /** Assent's resource managers delete only markers, Seata's every old row; so one of each kind gets the order. */
    private void order(String resource) {
        sessions.oneOf(resource, session -> !session.isAssent() && !session.isGo())
                .ifPresent(session -> network.accept(session, order(session, resource)));
        sessions.oneOf(resource, Session::isAssent)
                .ifPresent(session -> network.accept(session, order(session, resource)));
    }

    /** The number is negative, as none of phase two's is: whatever comes back for it fails no branch. */
    private Frame order(Session to, String resource) {
        log.debug("{} is to purge the undo rows of {}", to, resource);
        orders++;
        return Frame.oneWay(-orders, new UndoLogDeleteRequest(BranchType.AT, resource, (short) options.saveDays()));
    }
}
