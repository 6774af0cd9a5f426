package dev.assent.simulation.wire;

import dev.assent.simulation.world.Weather;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The network between clients and the one coordinator: what TCP may do, and no more. */
public final class Wire {
    private final World world;
    private final Weather weather;
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private @Nullable Peer listener;
    private long lastId;
    private long blockedUntil;

    public Wire(World world, Weather weather) {
        this.world = world;
        this.weather = weather;
    }

    public void listen(Peer server) {
        listener = server;
    }

    /** The coordinator's process is gone: whoever is connected will notice. */
    public void stopListening() {
        listener = null;
        cutAll();
    }

    /** Nobody reaches anybody for so long. */
    public void blockFor(long nanos) {
        blockedUntil = world.now() + nanos;
        cutAll();
    }

    /** Tells the client that it is connected, or closed at once. */
    public void connect(Peer client, String host) {
        world.after(world.chance().micros(100, 3000), () -> {
            Peer server = listener;
            long id = ++lastId;
            String address = host + ':' + (10_000 + id);
            if (server == null || (world.now() < blockedUntil && !weather.isFair())) {
                client.closed(new Line(id, address, world, weather, client, client));
                return;
            }
            Line line = new Line(id, address, world, weather, client, server);
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
