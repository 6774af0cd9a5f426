package dev.assent.seata;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.Xid;
import java.net.URL;
import java.util.List;
import java.util.stream.Collectors;

/** The error sentences of this module. */
public final class SeataErrors {
    private static final String PAGE = " See docs/migration.md.";

    private SeataErrors() {}

    static NotAllowed notConnected() {
        return new NotAllowed(
                "ASN-4901",
                "Expected the names of Seata's API to stand over a client of Assent, but none is connected. The starter for Spring"
                        + " Boot connects it when the application context starts; without Spring call SeataApi.connect(client)."
                        + PAGE);
    }

    static NotAllowed seataItself(List<URL> places) {
        return new NotAllowed(
                "ASN-4902",
                "Expected the names of Seata's API to come from assent-seata-api alone, but they are on the class path more than once: "
                        + places.stream().map(URL::toString).collect(Collectors.joining(", "))
                        + ". Remove Seata's starter, seata-all, and what brings them." + PAGE);
    }

    /** @param current the thread works for it */
    public static NotAllowed alreadyInside(Xid current) {
        return new NotAllowed(
                "ASN-4903",
                "Expected begin() to be called outside of any global transaction, but the thread works for %s. Suspend it first, or ask GlobalTransactionContext.getCurrentOrCreate()."
                        .formatted(current));
    }

    /** @param xid of the transaction that was begun before */
    public static NotAllowed begunBefore(String xid) {
        return new NotAllowed(
                "ASN-4904",
                "Expected a transaction to be begun once through its object, but it is %s already. Ask GlobalTransactionContext.createNew() for another."
                        .formatted(xid));
    }

    /** @param call what needs a transaction that was begun */
    public static NotAllowed notBegun(String call) {
        return new NotAllowed(
                "ASN-4905", "Expected begin() to be called before %s, but the transaction has no xid.".formatted(call));
    }

    public static NotAllowed noReport(String xid) {
        return new NotAllowed(
                "ASN-4906",
                "Expected the coordinator to decide the status of transaction %s, but globalReport was called, which is for Seata's saga engine."
                                .formatted(xid)
                        + PAGE);
    }

    public static NotAllowed noTransactionInfo() {
        return new NotAllowed(
                "ASN-4907",
                "Expected getTransactionInfo() of the executor to describe the transaction, but it is null.");
    }

    /** @param xid the thread works for it */
    public static NotAllowed inGlobalTransaction(String xid) {
        return new NotAllowed(
                "ASN-4908",
                "Expected the thread to work for no global transaction, but it works for %s.".formatted(xid));
    }

    /**
     * @param what has numbers
     * @param last the highest of them
     */
    public static String noSuch(String what, int number, int last) {
        return "Expected the number of %s from 0 to %d, but got %d.".formatted(what, last, number);
    }

    public static String noBranchType(String name) {
        return "Expected AT, TCC, SAGA, XA or SAGA_ANNOTATION, but got '%s'.".formatted(name);
    }
}
