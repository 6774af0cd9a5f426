package dev.assent.server.delivery;

import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.server.session.Session;
import java.time.Duration;
import java.time.Instant;

/** One call to a participant that has not been answered. It stays one, however long ago it was given up. */
final class Call {
    private final int requestId;
    private final Session session;
    private final boolean retry;
    private final Instant sentAt;
    private Delivery delivery;
    private Instant patientUntil;
    private boolean inWindow = true;

    Call(int requestId, Delivery delivery, Session session, Instant sentAt) {
        this.requestId = requestId;
        this.delivery = delivery;
        this.session = session;
        this.retry = delivery.attempts() > 0;
        this.sentAt = sentAt;
        this.patientUntil = sentAt.plus(delivery.patience());
    }

    int requestId() {
        return requestId;
    }

    Session session() {
        return session;
    }

    Delivery delivery() {
        return delivery;
    }

    /** It is waited for by another delivery of the same outcome to the same branch. */
    void belongTo(Delivery other) {
        delivery = other;
    }

    /** Whether its delivery waits for its answer, rather than for that of a later call. */
    boolean isCurrent() {
        return delivery.call() == this;
    }

    boolean isRetry() {
        return retry;
    }

    Duration age(Instant now) {
        return Duration.between(sentAt, now);
    }

    Instant patientUntil() {
        return patientUntil;
    }

    void waitUntil(Instant later) {
        patientUntil = later;
    }

    /** @return whether it was in its connection's window until now */
    boolean leaveWindow() {
        boolean was = inWindow;
        inWindow = false;
        return was;
    }

    /** Whether an answer is of the kind, the transaction and the branch that was called. */
    boolean isAnsweredBy(BranchEndResponse answer) {
        Xid xid = delivery.xid();
        boolean ofCommit = answer instanceof BranchCommitResponse;
        return ofCommit == (delivery.outcome() == Outcome.COMMIT)
                && xid.value().equals(answer.xid())
                && delivery.isBranch(answer.branchId());
    }
}
