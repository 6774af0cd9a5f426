package dev.assent.server.session;

import dev.assent.core.Branch;
import dev.assent.core.BranchMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is connected, and who serves which resource. */
public final class Sessions {
    private final Map<Long, Session> byConnection = new LinkedHashMap<>();
    private final Map<String, Set<Session>> byResource = new LinkedHashMap<>();

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
            for (String resource : session.resources()) {
                Set<Session> serving = byResource.get(resource);
                if (serving != null && serving.remove(session) && serving.isEmpty()) {
                    byResource.remove(resource);
                }
            }
        }
        return session;
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
     * Who should be told the outcome of the branch: for AT any instance of its resource, for other types only its
     * application, the instance that registered it first. Undo logs are of two kinds, so a branch of ours goes to ours
     * and a branch of Seata's to Seata's.
     */
    public Optional<Session> serving(Branch branch, Predicate<Session> wanted) {
        Session best = null;
        int bestDistance = BranchMode.of(branch.type()).isForAnyInstance() ? 4 : 3;
        for (Session session : byResource.getOrDefault(branch.resourceId(), Set.of())) {
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

    /** Those that somebody serves. */
    public List<String> resources() {
        return List.copyOf(byResource.keySet());
    }

    public Optional<Session> oneOf(String resource, Predicate<Session> wanted) {
        return byResource.getOrDefault(resource, Set.of()).stream()
                .filter(wanted)
                .findFirst();
    }
}
