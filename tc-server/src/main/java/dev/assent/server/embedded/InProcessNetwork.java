package dev.assent.server.embedded;

import dev.assent.protocol.Frame;
import dev.assent.server.port.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands frames to connections of the same process, as they are: a frame is immutable, so nothing is copied. */
final class InProcessNetwork implements Network {
    private final Map<Long, Plug> connections = new LinkedHashMap<>();
    private final List<Parcel> ready = new ArrayList<>();

    private record Parcel(long connection, Frame frame) {}

    void plug(long id, Plug connection) {
        connections.put(id, connection);
    }

    @Override
    public void send(long connection, Frame frame) {
        ready.add(new Parcel(connection, frame));
    }

    @Override
    public void flush() {
        List<Parcel> now = List.copyOf(ready);
        ready.clear();
        for (Parcel parcel : now) {
            Plug connection = connections.get(parcel.connection);
            if (connection != null) {
                connection.arrived(parcel.frame);
            }
        }
    }

    @Override
    public void close(long connection) {
        flush();
        Plug gone = connections.remove(connection);
        if (gone != null) {
            gone.cut();
        }
    }

    void closeAll() {
        List.copyOf(connections.keySet()).forEach(this::close);
    }
}
