package dev.assent.server.session;

import dev.assent.core.Branch;
import dev.assent.core.BranchMode;
import dev.assent.model.DatabaseMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The connected clients, and which of them serve which resource. */
public final class Sessions {
    /** Ours are shorter; what is longer is not kept. */
    private static final int LONGEST_CLIENT_ID = 100;
    /** More clients than can be connected, so that a client's latest connection is forgotten long after it has ended. */
    private static final int MOST_CLIENTS = 20_000;

    private final Map<Long, Session> byConnection = new LinkedHashMap<>();
    private final Map<String, Set<Session>> byResource = new LinkedHashMap<>();
    private final Map<DatabaseMark, Set<Session>> byMark = new LinkedHashMap<>();
    private final Map<String, Long> latest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    public void add(Session session) {
        byConnection.put(session.connection(), session);
    }

    @Nullable
    public Session find(long connection) {
        return byConnection.get(connection);
    }

    public int size() {
        return byConnection.size();
    }

    @Nullable
    public Session remove(long connection) {
        Session session = byConnection.remove(connection);
        if (session != null) {
            session.resources().forEach(resource -> remove(byResource, resource, session));
            session.marks().all().forEach(mark -> remove(byMark, mark, session));
        }
        return session;
    }

    private static <K> void remove(Map<K, Set<Session>> all, K key, Session session) {
        Set<Session> serving = all.get(key);
        if (serving != null && serving.remove(session) && serving.isEmpty()) {
            all.remove(key);
        }
    }

    /** It serves the database under this name, and no other under it. */
    void serve(Session session, String name, DatabaseMark mark) {
        serve(session, name);
        byMark.computeIfAbsent(mark, first -> new LinkedHashSet<>()).add(session);
        DatabaseMark before = session.marks().accept(name, mark);
        if (before != null) {
            remove(byMark, before, session);
        }
    }

    /** @param why for people */
    void refuse(Session session, DatabaseMark mark, String why) {
        session.marks().refuse(mark, why);
        remove(byMark, mark, session);
    }

    /** The sessions that serve the database with that mark. */
    public Set<Session> serving(DatabaseMark mark) {
        return byMark.getOrDefault(mark, Set.of());
    }

    /**
     * Whether a request of that client has come over a later connection than this one, though that one may have ended since.
     * A client of ours has one connection at a time, and sends again over the next what was not answered over the last: what
     * still arrives over the last is a copy, and may be older than what the client has sent since.
     *
     * @param clientId as its requests say, see {@link dev.assent.protocol.Extensions#CLIENT_ID}
     */
    public boolean isAbandoned(Session session, String clientId) {
        if (session.clientId() == null && clientId.length() <= LONGEST_CLIENT_ID) {
            session.sendsAs(clientId);
        }
        return clientId.equals(session.clientId())
                && latest.merge(clientId, session.connection(), Math::max) > session.connection();
    }

    /**
     * @param resourceIds separated by commas; null or empty for none
     * @return those it did not serve before
     */
    public List<String> serve(Session session, @Nullable String resourceIds) {
        List<String> added = new ArrayList<>();
        if (resourceIds != null) {
            for (String resource : resourceIds.split(",", -1)) {
                if (!resource.isEmpty() && session.serve(resource)) {
                    byResource
                            .computeIfAbsent(resource, first -> new LinkedHashSet<>())
                            .add(session);
                    added.add(resource);
                }
            }
        }
        return added;
    }

    /**
     * The session to deliver the outcome of the branch to: one that serves its database, if that has a mark, whatever its name;
     * else for AT any instance of its resource, for other types only its
     * application, the instance that registered it first. Undo logs are of two kinds, so a branch of ours goes to ours
     * and a branch of Seata's to Seata's.
     */
    public Optional<Session> serving(Branch branch, Predicate<Session> wanted) {
        Session best = null;
        int bestDistance = BranchMode.of(branch.type()).isForAnyInstance() ? 4 : 3;
        DatabaseMark mark = branch.mark();
        Set<Session> candidates = mark == null ? byResource.getOrDefault(branch.resourceId(), Set.of()) : serving(mark);
        for (Session session : candidates) {
            int distance = session.distanceTo(branch.origin());
            boolean reads = session.version().knows(branch.type())
                    && session.isAssent() == branch.origin().assent();
            if (reads && distance < bestDistance && wanted.test(session)) {
                best = session;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The resources that some session serves. */
    public List<String> resources() {
        return List.copyOf(byResource.keySet());
    }

    /** The resources that clients serve which know no marks. */
    Set<String> namesAlone() {
        return byResource.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(session -> !session.isAssent()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<Session> named(String resource) {
        return byResource.getOrDefault(resource, Set.of());
    }

    public Optional<Session> oneOf(String resource, Predicate<Session> wanted) {
        return byResource.getOrDefault(resource, Set.of()).stream()
                .filter(wanted)
                .findFirst();
    }
}
