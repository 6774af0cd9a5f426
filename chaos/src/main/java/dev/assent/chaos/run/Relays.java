package dev.assent.chaos.run;

import dev.assent.chaos.plan.LineFault;
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

/** Every connection between two processes leads through here, but those of the audit. */
final class Relays implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("chaos-wires", true), NioIoHandler.newFactory());
    private final Map<ProcessRole, Relay> coordinator = new EnumMap<>(ProcessRole.class);
    private final Map<ProcessRole, Relay> services = new EnumMap<>(ProcessRole.class);
    private final Map<ProcessRole, Relay> databases = new EnumMap<>(ProcessRole.class);
    private final List<ArmedFaults> troubles = new ArrayList<>();
    private final Consumer<LineFault> happened;

    /** @param happened told of each fault when it happens */
    Relays(int coordinatorPort, Consumer<LineFault> happened) {
        this.happened = happened;
        for (ProcessRole player : ProcessRole.values()) {
            if (player != ProcessRole.COORDINATOR) {
                ArmedFaults ofPlayer = new ArmedFaults(happened);
                troubles.add(ofPlayer);
                coordinator.put(player, Relay.ofFrames(loops.next(), coordinatorPort, ofPlayer));
            }
            if (player.isService()) {
                services.put(player, Relay.ofBytes(loops.next()));
                databases.put(player, Relay.ofBytes(loops.next()));
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

    void inflict(LineFault fault) {
        switch (fault.act()) {
            case CUT_DATABASE -> cut(toDatabase(fault.victim()), fault);
            case CUT_CALLS -> cut(toService(fault.victim()), fault);
            default -> of(coordinator, fault.victim()).arm(fault);
        }
    }

    private void cut(Relay relay, LineFault fault) {
        if (relay.cut() > 0) {
            happened.accept(fault);
        }
    }

    /** What has not happened yet will not. */
    void disarm() {
        troubles.forEach(ArmedFaults::disarm);
    }

    private static Relay of(Map<ProcessRole, Relay> relays, ProcessRole player) {
        Relay relay = relays.get(player);
        if (relay == null) {
            throw new IllegalArgumentException("Expected a player with such a connection, but got " + player);
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
