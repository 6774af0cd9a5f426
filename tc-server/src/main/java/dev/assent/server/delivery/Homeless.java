package dev.assent.server.delivery;

import dev.assent.model.DatabaseMark;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deliveries that no connection can be called for now, by resource or by the mark of their database. */
final class Homeless {
    private final Map<String, Set<Delivery>> byResource = new LinkedHashMap<>();
    private int size;

    void add(Delivery delivery) {
        boolean added = byResource
                .computeIfAbsent(place(delivery), first -> new LinkedHashSet<>())
                .add(delivery);
        size += added ? 1 : 0;
    }

    void remove(Delivery delivery) {
        String resource = place(delivery);
        Set<Delivery> waiting = byResource.get(resource);
        if (waiting != null && waiting.remove(delivery)) {
            size--;
            if (waiting.isEmpty()) {
                byResource.remove(resource);
            }
        }
    }

    List<Delivery> takeAll(String resource) {
        Set<Delivery> waiting = byResource.remove(resource);
        List<Delivery> all = waiting == null ? List.of() : List.copyOf(waiting);
        size -= all.size();
        return all;
    }

    /** Where it can be delivered: to its database, if that has a mark, whatever its name. */
    private static String place(Delivery delivery) {
        DatabaseMark mark = delivery.branch().mark();
        return mark == null ? delivery.branch().resourceId() : mark.value();
    }

    int size() {
        return size;
    }
}
