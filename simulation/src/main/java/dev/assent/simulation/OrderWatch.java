package dev.assent.simulation;

import dev.assent.journal.Disk;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.simulation.coordinator.FaultHooks;
import dev.assent.simulation.ledger.Interventions;

/** Looks at every delivery as it leaves the coordinator. */
record OrderWatch(FaultHooks hooks, Interventions interventions) implements FaultHooks {
    @Override
    public Disk disk(Disk disk) {
        return hooks.disk(disk);
    }

    @Override
    public Inbound received(Inbound frame) {
        return hooks.received(frame);
    }

    @Override
    public Frame sent(Frame frame) {
        if (frame.body() instanceof BranchEndRequest order && order.xid() != null) {
            interventions.delivers(order.xid());
        }
        return hooks.sent(frame);
    }
}
