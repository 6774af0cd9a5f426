package dev.assent.simulation.coordinator;

import dev.assent.journal.Disk;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;

/** Where a test may spoil the coordinator, to see whether the simulation notices. */
public interface FaultHooks {
    default Disk disk(Disk disk) {
        return disk;
    }

    default Inbound received(Inbound frame) {
        return frame;
    }

    default Frame sent(Frame frame) {
        return frame;
    }
}
