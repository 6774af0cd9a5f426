package dev.assent.server.loop;

import dev.assent.core.Branch;
import dev.assent.core.Effect.Deliver;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One branch that has to be told its outcome. What it has been through dies with the process. */
final class Delivery {
    private final Deliver what;
    private int attempts;
    private boolean wentUnanswered;
    private @Nullable Session sentTo;
    private Instant sentAt = Instant.EPOCH;

    Delivery(Deliver what) {
        this.what = what;
    }

    Xid xid() {
        return what.xid();
    }

    Branch branch() {
        return what.branch();
    }

    Outcome outcome() {
        return what.outcome();
    }

    Key key() {
        return new Key(xid(), branch().id());
    }

    int attempts() {
        return attempts;
    }

    /** Whether an earlier call was sent and nobody knows what became of it. */
    boolean wentUnanswered() {
        return wentUnanswered;
    }

    @Nullable
    Session sentTo() {
        return sentTo;
    }

    Instant sentAt() {
        return sentAt;
    }

    void sent(Session session, Instant now) {
        sentTo = session;
        sentAt = now;
        attempts++;
    }

    void unanswered() {
        wentUnanswered = true;
        sentTo = null;
    }

    void refused() {
        sentTo = null;
    }

    Message message() {
        Branch b = branch();
        return outcome() == Outcome.COMMIT
                ? new BranchCommitRequest(xid().value(), b.id().value(), b.type(), b.resourceId(), b.applicationData())
                : new BranchRollbackRequest(
                        xid().value(), b.id().value(), b.type(), b.resourceId(), b.applicationData());
    }

    record Key(Xid xid, BranchId branch) {}
}
