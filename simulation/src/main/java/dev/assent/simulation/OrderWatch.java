package dev.assent.simulation;

import dev.assent.journal.Disk;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.simulation.coordinator.FaultHooks;
import dev.assent.simulation.ledger.Interventions;

/** Looks at what the coordinator orders, as it leaves. */
record OrderWatch(FaultHooks seams, Interventions interventions) implements FaultHooks {
    @Override
    public Disk disk(Disk disk) {
        return seams.disk(disk);
    }

    @Override
    public Inbound received(Inbound frame) {
        return seams.received(frame);
    }

    @Override
    public Frame sent(Frame frame) {
        if (frame.body() instanceof BranchEndRequest order && order.xid() != null) {
            interventions.tells(order.xid());
        }
        return seams.sent(frame);
    }
}
