package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes live, by leases that the database's clock ends; and the take-over from dead ones. A wrong belief does no
 * harm: the new owner has a new epoch, and the old one's next transition changes no row.
 */
final class Leases {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final Sessions sessions;
    private final Duration lease;
    /** When each node's lease was last renewed, by {@link System#nanoTime()}. */
    private final Map<String, Long> renewed = new ConcurrentHashMap<>();

    Leases(Sessions sessions, Duration lease) {
        this.sessions = sessions;
        this.lease = lease;
    }

    /** Before a node gets its first instance, and in a third of each lease. */
    void renewIfOld(@Nullable String node) {
        if (node == null) {
            return;
        }
        Long last = renewed.get(node);
        if (last == null || System.nanoTime() - last > lease.toNanos() / 3) {
            renew(node);
        }
    }

    void renew(String node) {
        try {
            sessions.in("renew the lease of node " + node, session -> {
                EngineMapper engines = session.getMapper(EngineMapper.class);
                return engines.renew(node, lease.toMillis()) > 0 ? 1 : engines.insert(node, lease.toMillis());
            });
        } catch (StoreException e) {
            if (!Sessions.isDuplicate(e)) {
                throw e;
            }
            log.debug("node {} has got its lease by another thread", node);
        }
        renewed.put(node, System.nanoTime());
    }

    void end(String node) {
        sessions.in(
                "end the lease of node " + node,
                session -> session.getMapper(EngineMapper.class).end(node));
        renewed.remove(node);
    }

    boolean isAlive(SqlSession session, @Nullable String node) {
        return node != null && session.getMapper(EngineMapper.class).alive(node) > 0;
    }

    /** Takes at most {@code limit} running instances of dead nodes, node by node. */
    List<InstanceRow> takeOver(SqlSession session, String node, int limit) {
        InstanceMapper instances = session.getMapper(InstanceMapper.class);
        List<InstanceRow> taken = new ArrayList<>();
        for (String dead : session.getMapper(EngineMapper.class).dead(node)) {
            List<String> ids = instances.runningOf(dead, true, limit - taken.size());
            if (!ids.isEmpty() && instances.takeOver(node, dead, true, ids) > 0) {
                List<InstanceRow> rows = instances.owned(node, ids);
                log.info("node {} takes over {} instances of node {}, whose lease is over", node, rows.size(), dead);
                taken.addAll(rows);
            }
            if (taken.size() >= limit) {
                break;
            }
        }
        return taken;
    }
}
