package dev.assent.server.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;

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

    public static AssentException badDirectory(String directory, String seen) {
        return new NotAllowed(
                "ASN-4506",
                "Expected data directory %s to be one this process can write to, but the system answered: %s."
                        .formatted(directory, seen));
    }

    public static AssentException badAddress(String address) {
        return new NotAllowed(
                "ASN-4509",
                ("Expected the address that becomes part of every xid to be at most 44 visible characters, but it is"
                                + " '%s'. Advertise a shorter one.")
                        .formatted(address));
    }
}
