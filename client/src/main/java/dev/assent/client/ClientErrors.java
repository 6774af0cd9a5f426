package dev.assent.client;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;

/** The error sentences of the client. */
final class ClientErrors {
    private ClientErrors() {}

    /** @param task what was asked, as an infinitive */
    static AssentException nothingDone(CoordinatorAddress address, String task, String why) {
        return new TryAgain("ASN-1401", "Expected the coordinator at %s to %s, but %s.".formatted(address, task, why));
    }

    static AssentException notNow(CoordinatorAddress address, String task, String why) {
        return new TryAgain(
                "ASN-1402",
                "Expected the coordinator at %s to %s, but it cannot now: %s".formatted(address, task, why));
    }

    static AssentException stillOpen(CoordinatorAddress address, String task, String why) {
        return new TryAgain(
                "ASN-1403",
                "Expected the coordinator at %s to %s, but it left the transaction open: %s"
                        .formatted(address, task, why));
    }

    static AssentException rolledBack(Xid xid, String how) {
        return new RolledBack("ASN-2401", "Expected transaction %s to commit, but it is %s.".formatted(xid, how));
    }

    /** The same, while branches are still to be undone. */
    static AssentException rollingBack(Xid xid, String how) {
        return new RolledBack(
                "ASN-2401",
                "Expected transaction %s to commit, but it is %s. The coordinator goes on; 'assent tx show %s' says how far it has come."
                        .formatted(xid, how, xid));
    }

    /** @param sentence the coordinator's own */
    static AssentException branchTooLate(Xid xid, String how, String sentence) {
        return new RolledBack(
                "ASN-2402",
                "Expected transaction %s to take a branch, but it is %s. The coordinator says: %s"
                        .formatted(xid, how, sentence));
    }

    static AssentException mayHaveBeenDone(CoordinatorAddress address, String task, String why) {
        return new OutcomeUnknown(
                "ASN-3401", "Expected the coordinator at %s to %s, but %s.".formatted(address, task, why));
    }

    static AssentException notKnown(CoordinatorAddress address, Xid xid) {
        return new OutcomeUnknown(
                "ASN-3402",
                "Expected the coordinator at %s to know transaction %s, but it never began there, or ended and is no longer known."
                        .formatted(address, xid));
    }

    static AssentException strangeStatus(CoordinatorAddress address, String task, String status) {
        return new OutcomeUnknown(
                "ASN-3403",
                "Expected the coordinator at %s to %s, but its answer decides nothing: %s"
                        .formatted(address, task, status));
    }

    static AssentException commitFailed(Xid xid, String status) {
        return new OutcomeUnknown(
                "ASN-3404",
                "Expected every branch of transaction %s to commit, but one cannot (%s) and waits for a person: see 'assent tx show %s'."
                        .formatted(xid, status, xid));
    }

    static AssentException rollbackFailed(Xid xid, String how) {
        return new OutcomeUnknown(
                "ASN-3405",
                "Expected transaction %s to commit, but it is %s. Find out what stands of it before you start over: see 'assent tx show %s'."
                        .formatted(xid, how, xid));
    }

    static AssentException committedAlready(Xid xid, String how) {
        return new NotAllowed("ASN-4401", "Expected transaction %s to roll back, but it is %s.".formatted(xid, how));
    }

    static AssentException refused(CoordinatorAddress address, String task, String why) {
        return new NotAllowed(
                "ASN-4402", "Expected the coordinator at %s to %s, but it refused: %s".formatted(address, task, why));
    }

    static AssentException badOption(String name, String demand, Object seen) {
        return new NotAllowed("ASN-4403", "Expected option %s to %s, but it is %s.".formatted(name, demand, seen));
    }

    static AssentException badTimeout(long millis) {
        return new NotAllowed(
                "ASN-4404",
                "Expected the timeout of a transaction to lie between 1 and %d ms, but it is %d ms."
                        .formatted(Integer.MAX_VALUE, millis));
    }

    static AssentException badResource(String id) {
        return new NotAllowed(
                "ASN-4405", "Expected a resource id without a comma and not empty, but got '%s'.".formatted(id));
    }
}
