package dev.assent.client;

import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The resources whose branches this client finishes. Safe for many threads. */
final class Resources {
    private final Map<Key, BranchResource> all = new ConcurrentSkipListMap<>();
    private final Map<String, DatabaseMark> identified = new ConcurrentSkipListMap<>();

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

    /** The coordinator has accepted it: so each new connection names it again, whether the resource is registered or not. */
    void identified(String resourceId, DatabaseMark mark) {
        identified.put(resourceId, mark);
    }

    /** The marks by resource id, as far as they are known. */
    Map<String, DatabaseMark> marks() {
        Map<String, DatabaseMark> marks = new TreeMap<>(identified);
        for (BranchResource resource : all.values()) {
            DatabaseMark mark = resource.mark();
            if (mark != null) {
                marks.put(resource.resourceId(), mark);
            }
        }
        return marks;
    }

    /** One that is the database with that mark. */
    Optional<BranchResource> find(DatabaseMark mark) {
        return all.values().stream()
                .filter(resource -> mark.equals(resource.mark()))
                .findFirst();
    }

    private record Key(String id, BranchType type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byId = id.compareTo(other.id);
            return byId == 0 ? type.compareTo(other.type) : byId;
        }
    }
}
