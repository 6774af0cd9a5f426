package dev.assent.server.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/** Sentences for operators: of the admin API, and of the commands that speak with it. */
public final class OperatorErrors {
    private OperatorErrors() {}

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
