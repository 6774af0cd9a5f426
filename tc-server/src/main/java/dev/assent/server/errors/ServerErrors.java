package dev.assent.server.errors;

import dev.assent.core.PendingDelivery;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.Reply.HeldTwice;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import dev.assent.protocol.Heard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Every sentence of the server that is not the core's, the protocol's or the journal's. */
public final class ServerErrors {
    private ServerErrors() {}

    public static AssentException portTaken(String address, String seen) {
        return new TryAgain(
                "ASN-1501", "Expected to listen on %s, but the system answered: %s.".formatted(address, seen));
    }

    /** A sentence for an answer on the wire. */
    public static String noXid(String text) {
        return "ASN-4501: Expected the xid of a global transaction, but got '%s'.".formatted(text);
    }

    /** A sentence for the log. */
    public static String misbehaved(Object client, String expected, Object seen) {
        return "ASN-4502: Expected client %s to %s, but it sent %s. Its connection is closed."
                .formatted(client, expected, seen);
    }

    /** A sentence for the log. */
    public static AssentException compressedTooEarly() {
        return new NotAllowed(
                "ASN-4551", "Expected a client to register before it sends a compressed frame, but this one did not.");
    }

    /** A sentence for the log. */
    public static AssentException tooLargeToBeFirst(int most, int seen) {
        return new NotAllowed(
                "ASN-4552",
                ("Expected a client that has not registered to send frames of at most %d bytes (first-frame-kib), but got"
                                + " one of %d.")
                        .formatted(most, seen));
    }

    /** A sentence for the log. */
    public static AssentException unfinishedTooLarge(long most) {
        return new NotAllowed(
                "ASN-4553",
                ("Expected the frames of all clients that have begun to arrive to hold at most %d bytes"
                                + " (unfinished-frames-mib), but they held more, and this client's was the largest or the"
                                + " oldest.")
                        .formatted(most));
    }

    /** A sentence for the log. */
    public static AssentException unfinishedTooLong(long limitMillis) {
        return new NotAllowed(
                "ASN-4554",
                "Expected a frame to arrive whole within %d ms (unfinished-frame-ms), but it did not."
                        .formatted(limitMillis));
    }

    /** A sentence for the log. */
    public static String doesNotRead(Object client, long most) {
        return ("ASN-4555: Expected the bytes that clients do not read to be at most %d (unsent-mib), but there are more,"
                        + " and %s has not read for longest. Its connection is closed.")
                .formatted(most, client);
    }

    /** A sentence for the log. */
    public static String tooManyConnections(int most, int refused) {
        return ("ASN-4556: Expected at most %d connections (max-connections), but %d more came in the last second or"
                        + " since the last such line. They are closed.")
                .formatted(most, refused);
    }

    /** A sentence for the log. */
    public static String tooFewDescriptors(int wanted, long allowed) {
        return ("ASN-4557: Expected the file descriptors of this process to be enough for %d connections"
                        + " (max-connections), but without the descriptors that the journal needs they are enough for %d. That many"
                        + " are taken; raise the limit of open files (ulimit -n).")
                .formatted(wanted, allowed);
    }

    /** A sentence for the log. */
    public static String nameTooLong(Object client, int most, int seen) {
        return ("ASN-4558: Expected client %s to register with names and a version of at most %d bytes, but one has %d."
                        + " Its connection is closed.")
                .formatted(client, most, seen);
    }

    /** A sentence for the log. */
    public static String resourceIdTooLong(Object client, int most, int seen) {
        return ("ASN-4559: Expected client %s to register resource ids of at most %d bytes (resource-id-bytes), but one"
                        + " has %d characters. Its connection is closed.")
                .formatted(client, most, seen);
    }

    /** A sentence for the log. */
    public static String tooManyResources(Object client, int most) {
        return ("ASN-4560: Expected client %s to serve at most %d resources over one connection (max-resources), but it"
                        + " registers more. Its connection is closed.")
                .formatted(client, most);
    }

    public static AssentException badSetting(String source, String key, Object value, String allowed) {
        return new NotAllowed(
                "ASN-4503", "Expected %s in %s to be %s, but it is '%s'.".formatted(key, source, allowed, value));
    }

    public static AssentException unknownSetting(String source, String key, String known) {
        return new NotAllowed(
                "ASN-4504", "Expected the keys of %s to be among %s, but it has '%s'.".formatted(source, known, key));
    }

    public static AssentException unreadable(String source, String seen) {
        return new NotAllowed(
                "ASN-4505",
                "Expected %s to be a readable YAML file of keys and values, but %s.".formatted(source, seen));
    }

    /** A sentence for an answer on the wire. */
    public static String tooHeavy(long most, long seen) {
        return ("ASN-4507: Expected the rows and the application data of a branch to take at most %d bytes in the journal,"
                        + " but they take %d. Do the work in several branches.")
                .formatted(most, seen);
    }

    /** A sentence for an answer on the wire. */
    public static String tooHeavyForGo(long most, long seen) {
        return ("ASN-4510: Expected the resource's name and the application data of a seata-go branch to be at most %d bytes,"
                        + " since seata-go reads no longer frame in phase two, but they are %d.")
                .formatted(most, seen);
    }

    public static AssentException strangeRecord(String directory, String seen) {
        return new NotAllowed(
                "ASN-4508",
                ("Expected the journal in %s to be one that this version of Assent can read, but one of its records"
                                + " cannot be: %s.")
                        .formatted(directory, seen));
    }

    /** The sizes are of heaps, in bytes. */
    public static AssentException heapTooSmall(long needed, long seen) {
        return new NotAllowed(
                "ASN-4514",
                ("Expected the heap to be large enough for the transactions in the data directory, about %d MiB, but it has at"
                                + " most %d MiB. Start the coordinator with a larger one (-Xmx%dm).")
                        .formatted((needed >> 20) + 1, seen >> 20, (needed >> 20) + 1));
    }

    public static AssentException badDirectory(String directory, String seen) {
        return new NotAllowed(
                "ASN-4506",
                "Expected data directory %s to be one this process can write to, but %s.".formatted(directory, seen));
    }

    public static AssentException badAddress(String address) {
        return new NotAllowed(
                "ASN-4509",
                ("Expected the address that becomes part of every xid to be at most 44 visible characters, but it is"
                                + " '%s'. Advertise a shorter one.")
                        .formatted(address));
    }

    /** For the log, at the end of the process. */
    public static AssentException stoppedTooSlowly(long limitMillis) {
        return new OutcomeUnknown(
                "ASN-3550", "Expected the coordinator to stop within %d ms, but it still runs.".formatted(limitMillis));
    }

    /** For the log, and for a client that asks for new work meanwhile. */
    public static String diskIsSlow(long millis) {
        return ("ASN-1503: Expected the disk to force what was decided at once, but it has taken %d ms so far. New work is"
                        + " refused until it answers; decisions wait for it.")
                .formatted(millis);
    }

    /** For the log, and for every client that asks for a decision. */
    public static String recordsLost(Object client, Heard heard, long last, long epoch) {
        return ("ASN-1505: Expected the log of this coordinator to hold every record that a client has heard of, but %s has heard"
                        + " of record %d in term %d, and the log ended at record %d when term %d began. The data directory was restored"
                        + " from a backup, and branches, commits and rollbacks that were acknowledged may be lost. Nothing is"
                        + " decided any more: start on the right data, or with the setting accept-loss-to-epoch: %d to go on"
                        + " without them.")
                .formatted(client, heard.sequence(), heard.epoch(), last, epoch, Math.max(heard.epoch(), epoch));
    }

    /** For a client that asks for new work meanwhile. */
    public static String diskIsBehind(long bytes, long most) {
        return ("ASN-1504: Expected at most %d bytes to wait for the disk, but %d bytes do. New work is refused until it"
                        + " has caught up; decisions wait for it.")
                .formatted(most, bytes);
    }

    /** For the log, at the end of the process. */
    public static AssentException forceTooLong(long millis, long limitMillis) {
        return new OutcomeUnknown(
                "ASN-3553",
                "Expected the disk to force what was decided within %d ms, but it has taken %d ms."
                        .formatted(limitMillis, millis));
    }

    /** For the log, at the end of the process. */
    public static AssentException threadHangs(String thread, long limitMillis, String stack) {
        return new OutcomeUnknown(
                "ASN-3551",
                "Expected thread %s to take its next task within %d ms, but it still stands at %s."
                        .formatted(thread, limitMillis, stack));
    }

    /** For the log, at the end of the process. */
    public static AssentException threadEnded(String thread) {
        return new OutcomeUnknown(
                "ASN-3552",
                "Expected thread %s to run as long as the coordinator, but it ended. A line above may say why."
                        .formatted(thread));
    }

    public static AssentException adminPortTaken(String address, String seen) {
        return new TryAgain(
                "ASN-1520",
                "Expected the admin API to listen on %s, but the system answered: %s.".formatted(address, seen));
    }

    public static AssentException adminTooLate() {
        return new OutcomeUnknown(
                "ASN-3520",
                "Expected the coordinator to answer the admin API within 15 s, but it did not. Look at the transaction"
                        + " before you do it again.");
    }

    public static AssentException adminFailed() {
        return new OutcomeUnknown(
                "ASN-3521",
                "Expected the admin API to answer, but it ran into an error of its own; the server's log shows which.");
    }

    public static AssentException strangeHost(@Nullable String host) {
        return new NotAllowed(
                "ASN-4520",
                ("Expected the Host of a request to be localhost, an address or the name the admin API listens on, but"
                                + " it is '%s'.")
                        .formatted(host));
    }

    public static AssentException notJson(String type) {
        return new NotAllowed(
                "ASN-4521", "Expected the Content-Type to be application/json, but it is %s.".formatted(type));
    }

    public static AssentException noSuchPath(String path) {
        return new NotAllowed(
                "ASN-4522",
                ("Expected a path of the admin API, /v1/status, /v1/transactions, /v1/transactions/XID or"
                                + " /v1/transactions/XID/OPERATION with retry, pause, resume or force, but got '%s'.")
                        .formatted(path));
    }

    public static AssentException badMethod(String path, String expected, String seen) {
        return new NotAllowed("ASN-4523", "Expected %s of '%s', but got %s.".formatted(expected, path, seen));
    }

    public static AssentException badXid(String text) {
        return new NotAllowed(
                "ASN-4524",
                "Expected an xid of 1 to 64 visible characters, HOST:PORT:NUMBER, but got '%s'.".formatted(text));
    }

    public static AssentException badParameter(String name, String allowed, String seen) {
        return new NotAllowed("ASN-4525", "Expected %s to be %s, but got '%s'.".formatted(name, allowed, seen));
    }

    public static AssentException badBody(String expected, String seen) {
        String start = seen.length() > 100 ? seen.substring(0, 100) + "..." : seen;
        return new NotAllowed("ASN-4526", "Expected the body to be %s, but got: %s.".formatted(expected, start));
    }

    public static AssentException bodyTooLarge(int most) {
        return new NotAllowed("ASN-4527", "Expected a body of at most %d bytes, but it is longer.".formatted(most));
    }

    public static AssentException noTransaction(Xid xid) {
        return new NotAllowed(
                "ASN-4528",
                ("Expected transaction %s to be one of this coordinator's, but it never began here, ended and was"
                                + " forgotten, or had no branches when the coordinator restarted.")
                        .formatted(xid));
    }

    public static AssentException badHttp(String status) {
        return new NotAllowed(
                "ASN-4529", "Expected a request of the admin API, but it is answered %s.".formatted(status));
    }

    public static AssentException badOption(String sentence, String command) {
        return new NotAllowed("ASN-4540", "%s. See ./%s --help.".formatted(sentence, command));
    }

    public static AssentException notTheAdminApi(String server, String seen) {
        return new NotAllowed(
                "ASN-4542",
                ("Expected the admin API of a coordinator at %s, but what listens there does not answer HTTP: %s. Is that"
                                + " the admin port (admin-port, usually 7091), not the one of clients?")
                        .formatted(server, seen));
    }

    public static AssentException unreachable(String server, String seen) {
        return new TryAgain(
                "ASN-1540",
                ("Expected the admin API of a coordinator at %s, but the system answered: %s. Name another with --server,"
                                + " or look whether the coordinator runs.")
                        .formatted(server, seen));
    }

    public static AssentException unanswered(String server, String seen) {
        return new OutcomeUnknown(
                "ASN-3540",
                ("Expected the admin API at %s to answer, but the answer was lost: %s. Look with assent tx show whether it"
                                + " has been done.")
                        .formatted(server, seen));
    }

    public static AssentException noCoordinator(String server) {
        return new NotAllowed(
                "ASN-4541",
                "Expected the admin API of a coordinator at %s, but what answers there is something else."
                        .formatted(server));
    }

    public static AssentException unknownDatabase(String name) {
        return new NotAllowed(
                "ASN-4530",
                "Expected to know the mark of a database that is named '%s', but no resource manager has sent one. See: assent resource list"
                        .formatted(name));
    }

    public static String badMark(String name, int most) {
        return "ASN-4512: Expected the registration of database %s to name a mark, and its connection at most %d marks, but it does not."
                .formatted(name, most);
    }

    public static String markUnchecked(DatabaseMark mark) {
        return "ASN-1506: Expected to know that this client serves the database with the mark %s, but that is still being checked."
                .formatted(mark);
    }

    public static String copy(String name, Object session, DatabaseMark mark, Object first) {
        return ("ASN-4513: Expected %s of %s to be the database with the mark %s, but %s serves that mark too and does not read"
                        + " what is written there within %d s: this is a copy. Run: assent resource renew %s")
                .formatted(name, session, mark, first, 5, name);
    }

    /** A line of the log: what is wrong, and what happens next. */
    public static String heldTwice(HeldTwice row) {
        return ("row %s is held by %s and by %s, since its database had two names until now. Both keep it until they end; no"
                        + " other gets it.")
                .formatted(row.row(), LogNames.of(row.one()), LogNames.of(row.other()));
    }

    /** A line of the log: the only witness that a database has lost a local commit (P8). */
    public static String lostCommit(PendingDelivery delivery, Object session) {
        return ("%s is committed, but the database of %s has no trace of %s: it has lost the local commit, as by a failover to"
                        + " a replica that was behind, or by a restored backup. Look whether the rows of this branch are there;"
                        + " 'assent tx show %s' lists them.")
                .formatted(LogNames.of(delivery.begun()), session, LogNames.of(delivery.branch()), delivery.xid());
    }

    /** A line of the log: what is wrong, and what happens next. */
    public static String parked(BranchParked fact, String outcome, String transaction, String branch) {
        String what =
                "the %s of %s was delivered to %s, but %s.".formatted(outcome, transaction, branch, fact.reason());
        return what
                + (fact.retried()
                        ? " Delivery to it is retried in the background. Only branches that share a row with it wait; all others"
                                + " proceed."
                        : " It keeps its locks, and nothing is delivered to it before an operator retries it: mend its rows first,"
                                + " or end the transaction by force.");
    }

    /** A line of the log: a resource manager does not answer, and what happens next. */
    public static String silent(Object session, Duration age, PendingDelivery delivery) {
        return ("%s has not answered the outcome of %s to %s for %d s, and no other connection serves its resource: its"
                        + " connection is closed, so that it may connect again.")
                .formatted(session, LogNames.of(delivery.begun()), LogNames.of(delivery.branch()), age.toSeconds());
    }

    public static AssentException stopping() {
        return new TryAgain("ASN-1502", "Expected the coordinator to serve operators, but it is stopping.");
    }

    /** A sentence of the core's, with its code in front, as the error that it states. */
    public static AssentException said(String sentence) {
        int colon = sentence.indexOf(": ");
        String code = sentence.substring(0, colon);
        String rest = sentence.substring(colon + 2);
        return switch (code.charAt(4)) {
            case '1' -> new TryAgain(code, rest);
            case '2' -> new RolledBack(code, rest);
            case '3' -> new OutcomeUnknown(code, rest);
            default -> new NotAllowed(code, rest);
        };
    }
}
