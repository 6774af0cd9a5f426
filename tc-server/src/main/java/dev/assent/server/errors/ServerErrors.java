package dev.assent.server.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.protocol.Heard;

/** Sentences about the process itself: its settings, its data directory, its disk, its threads and its end. */
public final class ServerErrors {
    private ServerErrors() {}

    public static AssentException portTaken(String address, String seen) {
        return new TryAgain(
                "ASN-1501", "Expected to listen on %s, but the system answered: %s.".formatted(address, seen));
    }

    /** A sentence for the log. */
    public static String tooFewDescriptors(int wanted, long allowed) {
        return ("ASN-4557: Expected the file descriptors of this process to be enough for %d connections"
                        + " (max-connections), but without the descriptors that the journal needs they are enough for %d. That many"
                        + " are taken; raise the limit of open files (ulimit -n).")
                .formatted(wanted, allowed);
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
}
