package dev.assent.simulation.coordinator;

import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Frame;
import dev.assent.server.port.Network;
import dev.assent.simulation.wire.Line;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The coordinator's end of its connections, in one of its lives. */
final class SimulatedNetwork implements Network {
    private final UnaryOperator<Frame> hook;
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private final Set<Line> written = new LinkedHashSet<>();
    private final Set<Integer> orders = new LinkedHashSet<>();

    SimulatedNetwork(UnaryOperator<Frame> hook) {
        this.hook = hook;
    }

    void opened(Line line) {
        lines.put(line.id(), line);
    }

    void closed(Line line) {
        lines.remove(line.id());
    }

    boolean isOpen(long connection) {
        return lines.containsKey(connection);
    }

    @Override
    public void send(long connection, Frame frame) {
        Line line = lines.get(connection);
        if (line != null) {
            if (frame.body() instanceof BranchEndRequest) {
                orders.add(frame.requestId());
            }
            line.writeToClient(hook.apply(frame));
            written.add(line);
        }
    }

    @Override
    public void flush() {
        List<Line> all = List.copyOf(written);
        written.clear();
        all.forEach(Line::flushToClient);
    }

    @Override
    public void close(long connection) {
        Line line = lines.remove(connection);
        if (line != null) {
            written.remove(line);
            line.close();
        }
    }

    /** Whether this run of the coordinator sent an order under that number. */
    boolean hasOrdered(int requestId) {
        return orders.contains(requestId);
    }
}
