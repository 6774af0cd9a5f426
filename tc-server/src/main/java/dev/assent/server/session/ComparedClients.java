package dev.assent.server.session;

import dev.assent.model.DatabaseMark;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which clients serve which database: all that are here for one mark were compared with each other, or with one that was
 * (P9 f). A client is back at once then, on its next connection.
 */
final class ComparedClients {
    private static final int MOST = 20_000;

    private final Map<Client, Boolean> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean contains(DatabaseMark mark, String client) {
        return clients.containsKey(new Client(mark, client));
    }

    /** @param client empty if it has not said which it is: it is compared every time */
    void add(DatabaseMark mark, String client) {
        if (!client.isEmpty()) {
            clients.put(new Client(mark, client), true);
        }
    }

    void remove(DatabaseMark mark, String client) {
        clients.remove(new Client(mark, client));
    }

    /** One was accepted without being compared: all others are compared with it when they are back. */
    void forget(DatabaseMark mark) {
        clients.keySet().removeIf(client -> client.mark.equals(mark));
    }

    private record Client(DatabaseMark mark, String id) {}
}
