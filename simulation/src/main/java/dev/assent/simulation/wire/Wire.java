package dev.assent.simulation.wire;

import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The network between clients and the one coordinator: what TCP may do, and no more. */
public final class Wire {
    private final World world;
    private final FaultProfile profile;
    private final Map<String, Integer> dialled = new LinkedHashMap<>();
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private @Nullable Peer listener;
    private long lastId;
    private final Map<String, Long> blockedHosts = new LinkedHashMap<>();
    private long blockedUntil;

    public Wire(World world, FaultProfile profile) {
        this.world = world;
        this.profile = profile;
    }

    public void listen(Peer server) {
        listener = server;
    }

    /** The coordinator's process is gone: every connection ends. */
    public void stopListening() {
        listener = null;
        cutAll();
    }

    /** Ends all connections, and lets no new one be made for a time. */
    public void blockFor(long nanos) {
        blockedUntil = world.now() + nanos;
        cutAll();
    }

    /** Lets this host make no connection for a time. */
    public void blockFor(String host, long nanos) {
        blockedHosts.put(host, world.now() + nanos);
    }

    private boolean isBlocked(String host) {
        return world.now() < Math.max(blockedUntil, blockedHosts.getOrDefault(host, 0L)) && !profile.faultsAreOver();
    }

    /** Connects the client: it hears that its connection is open, or closed at once. */
    public void connect(Peer client, String host) {
        String name = host + " line " + dialled.merge(host, 1, Integer::sum);
        Chance chance = world.chance(name);
        world.after(chance.micros(100, 3000), () -> {
            Peer server = listener;
            long id = ++lastId;
            String address = host + ':' + (10_000 + id);
            if (server == null || isBlocked(host)) {
                client.closed(new Line(id, address, world, chance, profile.at(name), client, client));
                return;
            }
            Line line = new Line(id, address, world, chance, profile.at(name), client, server);
            lines.put(id, line);
            server.opened(line);
            client.opened(line);
        });
    }

    private void cutAll() {
        List<Line> all = new ArrayList<>(lines.values());
        lines.clear();
        all.forEach(Line::cut);
    }
}
