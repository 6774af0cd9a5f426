package dev.assent.server.delivery;

import dev.assent.core.Branch;
import dev.assent.core.Effect.Deliver;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Message;
import dev.assent.server.session.Projection;
import dev.assent.server.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One branch that has to be told its outcome. What it has been through dies with the process. */
public final class Delivery {
    private static final long WHOLE_SAGA = -1;

    /** What it waits for. */
    enum Place {
        NO_RESOURCE_MANAGER("no resource manager that serves it is connected"),
        RECORD("it is told as soon as that is on disk"),
        TURN("it is told when it is its turn"),
        ANSWER("it has been told, the answer is awaited"),
        PAUSE("it is told again after a pause");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    private final Deliver what;
    private Place place = Place.TURN;
    private boolean recorded;
    private int attempts;
    private int pauses;
    private boolean wentUnanswered;
    private @Nullable String lastAnswer;
    private @Nullable Instant troubledSince;
    private @Nullable Session sentTo;
    private Instant sentAt = Instant.EPOCH;

    public Delivery(Deliver what) {
        this.what = what;
        this.recorded = what.told() || !what.isRecordedFirst();
        this.wentUnanswered = what.told(); // in an earlier life, as far as anybody knows
    }

    public Xid xid() {
        return what.xid();
    }

    public Branch branch() {
        return what.branch();
    }

    public Outcome outcome() {
        return what.outcome();
    }

    public boolean isOfSaga() {
        return branch().type() == BranchType.SAGA;
    }

    public int attempts() {
        return attempts;
    }

    public boolean isRetry() {
        return attempts > 1;
    }

    public Place place() {
        return place;
    }

    public void waitsFor(Place next) {
        place = next;
    }

    /** Whether it is on record, if it must be, that it may have been told. */
    public boolean isRecorded() {
        return recorded;
    }

    public void recorded() {
        recorded = true;
    }

    /** Whether an earlier call was sent and nobody knows what became of it. */
    public boolean wentUnanswered() {
        return wentUnanswered;
    }

    @Nullable
    public Session sentTo() {
        return sentTo;
    }

    public Instant sentAt() {
        return sentAt;
    }

    public void sent(Session session, Instant now) {
        place = Place.ANSWER;
        sentTo = session;
        sentAt = now;
        attempts++;
    }

    public void unanswered(String seen) {
        wentUnanswered = true;
        refused(seen);
    }

    public void refused(String seen) {
        sentTo = null;
        lastAnswer = seen;
    }

    /** Its last answer, or what came instead of one; null if it has not been told. */
    @Nullable
    public String lastAnswer() {
        return lastAnswer;
    }

    /** @return the number of this pause: a timer of an earlier one does nothing */
    public int pauses() {
        place = Place.PAUSE;
        return ++pauses;
    }

    public boolean isInPause(int pause) {
        return place == Place.PAUSE && pauses == pause;
    }

    /** @return whether there was none before */
    public boolean isTroubled(Instant now) {
        if (troubledSince != null) {
            return false;
        }
        troubledSince = now;
        return true;
    }

    /** Since when it does not do as told; null if it has not been told, or nothing is wrong. */
    @Nullable
    public Instant troubledSince() {
        return troubledSince;
    }

    public DeliveryAttempts tries() {
        return new DeliveryAttempts(attempts, lastAnswer, troubledSince, place.words);
    }

    public Message message() {
        Branch b = branch();
        long id = isOfSaga() ? WHOLE_SAGA : b.id().value();
        String data = isOfSaga() ? Projection.nameOfSaga(what.verdict()) : b.applicationData();
        return outcome() == Outcome.COMMIT
                ? new BranchCommitRequest(xid().value(), id, b.type(), b.resourceId(), data)
                : new BranchRollbackRequest(xid().value(), id, b.type(), b.resourceId(), data);
    }

    public boolean isBranch(long id) {
        return id == (isOfSaga() ? WHOLE_SAGA : branch().id().value());
    }
}
