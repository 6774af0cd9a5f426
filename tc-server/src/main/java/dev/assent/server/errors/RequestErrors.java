package dev.assent.server.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.DatabaseMark;
import org.jspecify.annotations.Nullable;

/** Sentences about what clients send: connections, frames, registrations and requests. */
public final class RequestErrors {
    private RequestErrors() {}

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

    /** @param known what the name stands for, if that is another mark */
    public static String noSuchMark(String name, Object session, DatabaseMark mark, @Nullable DatabaseMark known) {
        return ("ASN-4515: Expected %s of %s to be the database with the mark %s, but no word is written beside that mark within"
                        + " %d s%s. Its client reads the mark of its database again.")
                .formatted(name, session, mark, 5, known == null ? "" : ", and the name stands for the mark " + known);
    }
}
