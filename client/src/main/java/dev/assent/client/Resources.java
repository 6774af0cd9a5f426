package dev.assent.client;

import dev.assent.model.BranchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The resources whose branches this client finishes. Safe for many threads. */
final class Resources {
    private final Map<Key, BranchResource> all = new ConcurrentSkipListMap<>();

    /** @return whether its id is new; a known one is replaced */
    boolean add(BranchResource resource) {
        return all.put(new Key(resource.resourceId(), resource.type()), resource) == null;
    }

    Optional<BranchResource> find(BranchType type, String resourceId) {
        return Optional.ofNullable(all.get(new Key(resourceId, type)));
    }

    /** All ids, once each, joined by commas; empty if there is no resource. */
    String ids() {
        return String.join(",", all.keySet().stream().map(Key::id).distinct().toList());
    }

    /** The resources that know which database they are. */
    List<BranchResource> marked() {
        return all.values().stream().filter(resource -> resource.mark() != null).toList();
    }

    private record Key(String id, BranchType type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byId = id.compareTo(other.id);
            return byId == 0 ? type.compareTo(other.type) : byId;
        }
    }
}
