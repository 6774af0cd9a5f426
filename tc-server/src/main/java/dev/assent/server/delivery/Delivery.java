package dev.assent.server.delivery;

import dev.assent.core.Branch;
import dev.assent.core.PendingDelivery;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Message;
import dev.assent.protocol.WaitsFor;
import dev.assent.protocol.WaitsFor.Reason;
import dev.assent.server.errors.LogNames;
import dev.assent.server.session.Projection;
import dev.assent.server.session.Session;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The delivery of one outcome to one branch. What it has been through dies with the process. */
final class Delivery {
    private static final long WHOLE_SAGA = -1;

    /** What it waits for. */
    enum Place {
        NO_RESOURCE_MANAGER("no resource manager that serves it is connected", Reason.NOT_CONNECTED),
        RECORD("it is called as soon as that is on disk", Reason.TURN),
        TURN("it is called when it is its turn", Reason.TURN),
        ANSWER("it has been called, the answer is awaited", Reason.CALLED),
        SILENT("it has been called and is silent; its answer, or another resource manager, is awaited", Reason.CALLED),
        ANSWERED("it has answered, that is being recorded", Reason.CALLED),
        PAUSE("it is called again after a pause", Reason.FAILING);

        private final String words;
        private final Reason reason;

        Place(String words, Reason reason) {
            this.words = words;
            this.reason = reason;
        }
    }

    private PendingDelivery what;
    private Duration patience;
    private Place place = Place.TURN;
    private boolean recorded;
    private int attempts;
    private int pauses;
    private boolean wentUnanswered;
    private @Nullable String lastAnswer;
    private @Nullable Instant troubledSince;
    private @Nullable Call call;

    /** @param patience for the answer to its first call */
    Delivery(PendingDelivery what, Duration patience) {
        this.what = what;
        this.patience = patience;
        this.recorded = what.recorded() || !what.isRecordedFirst();
        this.wentUnanswered = what.recorded(); // in an earlier run, perhaps
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

    int turn() {
        return what.turn();
    }

    /** What the core wants by now. */
    PendingDelivery what() {
        return what;
    }

    /** Whether the core still wants the same of the same branch. */
    boolean isFor(PendingDelivery wanted) {
        return wanted.turn() == what.turn() && wanted.decision().equals(what.decision());
    }

    /** @return whether an operator wants it delivered now */
    boolean update(PendingDelivery wanted) {
        boolean withoutPause = wanted.round() > what.round();
        what = wanted;
        return withoutPause;
    }

    boolean isOfSaga() {
        return what.mode().engineDecides();
    }

    int attempts() {
        return attempts;
    }

    /** Whether its one call was the first order to commit that the branch can have had, also before a restart. */
    boolean isCommitsFirstCall() {
        return attempts == 1 && what.first() && outcome() == Outcome.COMMIT;
    }

    /** How long it waits for the answer to the next call. */
    Duration patience() {
        return patience;
    }

    void morePatience(Duration longest) {
        Duration twice = patience.multipliedBy(2);
        patience = twice.compareTo(longest) > 0 ? longest : twice;
    }

    Place place() {
        return place;
    }

    void waitsFor(Place next) {
        place = next;
    }

    /** Whether it is on record, if it must be, that a call may have been made. */
    boolean isRecorded() {
        return recorded;
    }

    void recorded() {
        recorded = true;
    }

    /** Whether an earlier call was sent and it is not known what became of it. */
    boolean wentUnanswered() {
        return wentUnanswered;
    }

    /** The call whose answer is awaited; null if there is none. */
    @Nullable
    Call call() {
        return call;
    }

    void called(Call made) {
        call = made;
        place = Place.ANSWER;
        attempts++;
    }

    /** Goes on waiting for a call that an earlier delivery has made. */
    void adopt(Call made) {
        made.belongTo(this);
        call = made;
        place = Place.ANSWER;
        attempts = Math.max(1, attempts);
    }

    void answered() {
        call = null;
        place = Place.ANSWERED;
    }

    void unanswered(String seen) {
        wentUnanswered = true;
        refused(seen);
    }

    void refused(String seen) {
        call = null;
        lastAnswer = seen;
    }

    /** No answer yet, and no other connection to call over: the call stays the current one. */
    void silent(String seen) {
        wentUnanswered = true;
        lastAnswer = seen;
        place = Place.SILENT;
    }

    /** Its last answer, or what came instead of one; null if it has not been called. */
    @Nullable
    String lastAnswer() {
        return lastAnswer;
    }

    /** @return the number of this pause: a timer of an earlier one does nothing */
    int startPause() {
        place = Place.PAUSE;
        return ++pauses;
    }

    boolean isInPause(int pause) {
        return place == Place.PAUSE && pauses == pause;
    }

    /** @return whether it was not in trouble before */
    boolean markTroubled(Instant now) {
        if (troubledSince != null) {
            return false;
        }
        troubledSince = now;
        return true;
    }

    /** Since when it keeps failing; null if it has not been called, or nothing is wrong. */
    @Nullable
    Instant troubledSince() {
        return troubledSince;
    }

    DeliveryAttempts tries() {
        return new DeliveryAttempts(attempts, lastAnswer, troubledSince, place.words);
    }

    WaitsFor.Branch waitsFor() {
        Branch b = branch();
        return new WaitsFor.Branch(b.id().toString(), place.reason, b.origin().applicationId(), b.resourceId());
    }

    /** As lines of the log name it. */
    @Override
    public String toString() {
        return LogNames.of(branch()) + " of " + LogNames.of(what.begun());
    }

    /** @param to may know the branch's database by another name */
    Message message(Session to) {
        Branch b = branch();
        long id = isOfSaga() ? WHOLE_SAGA : b.id().value();
        String name = to.nameFor(b);
        String data = isOfSaga() ? Projection.nameOfSaga(what.decision()) : b.applicationData();
        return outcome() == Outcome.COMMIT
                ? new BranchCommitRequest(xid().value(), id, b.type(), name, data)
                : new BranchRollbackRequest(xid().value(), id, b.type(), name, data);
    }

    boolean isBranch(long id) {
        return id == (isOfSaga() ? WHOLE_SAGA : branch().id().value());
    }
}
