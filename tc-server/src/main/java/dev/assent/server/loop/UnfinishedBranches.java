package dev.assent.server.loop;

import dev.assent.core.Branch;
import dev.assent.core.Coordinator;
import dev.assent.core.TransactionDetails;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.WaitsFor;
import dev.assent.protocol.WaitsFor.Reason;
import dev.assent.server.delivery.PhaseTwoDelivery;
import dev.assent.server.request.Unfinished;
import java.util.List;
import java.util.function.Consumer;

/** The branches that the end of a transaction waits for: called ones, or ones that an operator has to do something about. */
final class UnfinishedBranches implements Unfinished {
    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final PhaseTwoDelivery deliveries;

    UnfinishedBranches(Coordinator coordinator, GroupCommit journal, PhaseTwoDelivery deliveries) {
        this.coordinator = coordinator;
        this.journal = journal;
        this.deliveries = deliveries;
    }

    @Override
    public void of(Xid xid, TransactionStatus status, Consumer<WaitsFor> answer) {
        WaitsFor called = deliveries.waitsFor(xid);
        boolean forOperator = status.settled() || called.branches().isEmpty();
        WaitsFor branches = forOperator ? parked(xid) : called;
        journal.whenDurable(() -> answer.accept(branches));
    }

    /** Looks at all branches. Of a paused transaction every branch that has not ended waits for an operator. */
    private WaitsFor parked(Xid xid) {
        TransactionDetails details = coordinator.details(xid);
        boolean paused = details.paused() != null;
        List<Branch> branches = details.branches().stream()
                .filter(part -> !part.finished() && (paused || part.parked() != null))
                .map(TransactionDetails.Part::branch)
                .toList();
        return new WaitsFor(
                branches.stream()
                        .limit(WaitsFor.NAMED)
                        .map(UnfinishedBranches::parked)
                        .toList(),
                Math.max(0, branches.size() - WaitsFor.NAMED));
    }

    private static WaitsFor.Branch parked(Branch branch) {
        return new WaitsFor.Branch(
                branch.id().toString(), Reason.PARKED, branch.origin().applicationId(), branch.resourceId());
    }
}
