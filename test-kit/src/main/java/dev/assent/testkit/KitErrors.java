package dev.assent.testkit;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The error sentences of the test kit. */
final class KitErrors {
    private KitErrors() {}

    static AssentException backwards(Duration by) {
        return new NotAllowed(
                "ASN-4001", "Expected the clock to be advanced by a time of at least 0, but got %s.".formatted(by));
    }

    static AssentException clockStands(Duration watchdog, @Nullable Xid xid) {
        return new NotAllowed(
                "ASN-4002",
                ("Expected another thread to end its transaction or to advance the clock within %d ms of real time, but this"
                                + " thread%s has waited as long, and the test's clock does not move by itself.")
                        .formatted(
                                watchdog.toMillis(), xid == null ? "" : ", which works for transaction " + xid + ","));
    }

    static AssentException noRest(Duration watchdog, String what) {
        return new NotAllowed(
                "ASN-4003",
                "Expected the coordinator and its clients to have nothing left to do within %d ms of real time, but %s."
                        .formatted(watchdog.toMillis(), what));
    }

    static AssentException onKitThread() {
        return new NotAllowed(
                "ASN-4004",
                "Expected a thread of the test to use the test kit, but it was used in a callback of its own.");
    }

    static AssentException interrupted() {
        return new NotAllowed("ASN-4005", "Expected the thread to wait for the test kit, but it was interrupted.");
    }

    static AssentException coordinatorDown(String task) {
        return new NotAllowed(
                "ASN-4006",
                "Expected a running coordinator to %s, but the test has stopped it: start it first.".formatted(task));
    }

    static AssentException coordinatorRuns() {
        return new NotAllowed("ASN-4007", "Expected a coordinator that was stopped, to be started, but it runs.");
    }

    static AssentException noTransaction(String which, Collection<String> known) {
        return new NotAllowed(
                "ASN-4008",
                "Expected the coordinator to have seen %s, but it has seen %s."
                        .formatted(which, known.isEmpty() ? "no transaction" : String.join(", ", known)));
    }

    static AssentException badCount(String what, int count) {
        return new NotAllowed("ASN-4009", "Expected %s at least once, but got %d.".formatted(what, count));
    }

    static AssentException blankName(String what) {
        return new NotAllowed("ASN-4010", "Expected the name of %s, but it is blank.".formatted(what));
    }

    static AssentException noSuchAnswer(String message) {
        return new NotAllowed(
                "ASN-4011", "Expected a message that has an answer, but %s has no answer.".formatted(message));
    }

    /** @param what the faults, as sentences */
    static AssentException unused(String what) {
        return new NotAllowed("ASN-4012", what);
    }

    static AssentException notStarted(String what) {
        return new NotAllowed(
                "ASN-4013",
                "Expected %s to be asked for by a test method or a method that runs before each test, but there is no test yet."
                        .formatted(what));
    }

    static AssentException failed(Throwable why) {
        NotAllowed error = new NotAllowed(
                "ASN-4014",
                "Expected the coordinator of the test to run to its end, but it has failed: %s.".formatted(why));
        error.initCause(why);
        return error;
    }

    static AssentException closed() {
        return new NotAllowed("ASN-4015", "Expected a test kit that is open, but it was closed.");
    }

    static AssentException noSuchFact(String name, Collection<String> known) {
        return new NotAllowed(
                "ASN-4016", "Expected one of %s, but got '%s'.".formatted(String.join(", ", known), name));
    }
}
