package dev.assent.chaos.wire;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Faults that wait for their message. Each happens once. */
public final class ArmedFaults {
    private final Queue<ConnectionFault> armed = new ConcurrentLinkedQueue<>();
    private final Consumer<ConnectionFault> happened;

    /** @param happened receives each fault when it happens */
    public ArmedFaults(Consumer<ConnectionFault> happened) {
        this.happened = happened;
    }

    void arm(ConnectionFault fault) {
        armed.add(fault);
    }

    /** The fault that happens at this frame, if one does. */
    Optional<ConnectionFault> at(Inbound inbound) {
        if (armed.isEmpty() || !(inbound instanceof Frame frame) || frame.body() == null) {
            return Optional.empty();
        }
        Optional<ConnectionFault> found = armed.stream()
                .filter(fault -> fault.at().filter(frame.body().type()::equals).isPresent())
                .findFirst();
        found.ifPresent(fault -> {
            armed.remove(fault);
            happened.accept(fault);
        });
        return found;
    }

    /** Cancels all faults that have not happened yet. */
    public void disarm() {
        armed.clear();
    }
}
