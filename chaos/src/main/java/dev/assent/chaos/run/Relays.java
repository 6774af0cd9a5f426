package dev.assent.chaos.run;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.wire.ArmedFaults;
import dev.assent.chaos.wire.Relay;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The relays that all connections between processes go through, except the connections of the audit. */
final class Relays implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("chaos-relays", true), NioIoHandler.newFactory());
    private final Map<ProcessRole, Relay> coordinator = new EnumMap<>(ProcessRole.class);
    private final Map<ProcessRole, Relay> services = new EnumMap<>(ProcessRole.class);
    private final Map<ProcessRole, Relay> databases = new EnumMap<>(ProcessRole.class);
    private final List<ArmedFaults> armedFaults = new ArrayList<>();
    private final Consumer<ConnectionFault> happened;

    /** @param happened receives each fault when it happens */
    Relays(int coordinatorPort, Consumer<ConnectionFault> happened) {
        this.happened = happened;
        for (ProcessRole role : ProcessRole.values()) {
            if (role != ProcessRole.COORDINATOR) {
                ArmedFaults ofRole = new ArmedFaults(happened);
                armedFaults.add(ofRole);
                coordinator.put(role, Relay.ofFrames(loops.next(), coordinatorPort, ofRole));
            }
            if (role.isService()) {
                services.put(role, Relay.ofBytes(loops.next()));
                databases.put(role, Relay.ofBytes(loops.next()));
            }
        }
    }

    /** {@code host:port} for a client of the coordinator. */
    String toCoordinator(ProcessRole client) {
        return "127.0.0.1:" + of(coordinator, client).port();
    }

    Relay toService(ProcessRole service) {
        return of(services, service);
    }

    Relay toDatabase(ProcessRole service) {
        return of(databases, service);
    }

    void inflict(ConnectionFault fault) {
        switch (fault.act()) {
            case CUT_DATABASE -> cut(toDatabase(fault.victim()), fault);
            case CUT_CALLS -> cut(toService(fault.victim()), fault);
            default -> of(coordinator, fault.victim()).arm(fault);
        }
    }

    private void cut(Relay relay, ConnectionFault fault) {
        if (relay.cut() > 0) {
            happened.accept(fault);
        }
    }

    /** Cancels the faults that have not happened yet. */
    void disarm() {
        armedFaults.forEach(ArmedFaults::disarm);
    }

    private static Relay of(Map<ProcessRole, Relay> relays, ProcessRole role) {
        Relay relay = relays.get(role);
        if (relay == null) {
            throw new IllegalArgumentException("Expected a process with such a connection, but got " + role);
        }
        return relay;
    }

    @Override
    public void close() {
        for (Map<ProcessRole, Relay> relays : List.of(coordinator, services, databases)) {
            relays.values().forEach(Relay::close);
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
