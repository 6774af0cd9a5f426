package dev.assent.client;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ClientErrorsTest {
    @Test
    void theyAllSpeakAlike() {
        CoordinatorAddress tc = new CoordinatorAddress("tc", 8091);
        Xid xid = Xid.of("tc:8091", 7);
        String commit = "commit transaction " + xid;

        assertThat(Stream.of(
                                ClientErrors.nothingDone(tc, commit, "no answer came within 10 ms"),
                                ClientErrors.notNow(tc, commit, "The disk is full."),
                                ClientErrors.stillOpen(tc, commit, "The disk is full."),
                                ClientErrors.rolledBack(xid, "rolled back"),
                                ClientErrors.rollingBack(xid, "being rolled back"),
                                ClientErrors.branchTooLate(xid, "being rolled back", "Too late."),
                                ClientErrors.mayHaveBeenDone(tc, commit, "no answer came within 10 ms"),
                                ClientErrors.notKnown(tc, xid),
                                ClientErrors.strangeStatus(tc, commit, "its status is UNKNOWN."),
                                ClientErrors.commitFailed(xid, "COMMIT_FAILED"),
                                ClientErrors.rollbackFailed(xid, "decided to roll back, but a branch cannot be undone"),
                                ClientErrors.committedAlready(xid, "committed"),
                                ClientErrors.refused(tc, commit, "It has no name."),
                                ClientErrors.badOption("requestTimeout", "be at least 1 ms", "PT0S"),
                                ClientErrors.badTimeout(0),
                                ClientErrors.badResource("a,b"))
                        .map(AssentException::getMessage)
                        .collect(joining("\n", "", "\n")))
                .isEqualTo("""
                        ASN-1401: Expected the coordinator at tc:8091 to commit transaction tc:8091:7, but no answer came within 10 ms.
                        ASN-1402: Expected the coordinator at tc:8091 to commit transaction tc:8091:7, but it cannot now: The disk is full.
                        ASN-1403: Expected the coordinator at tc:8091 to commit transaction tc:8091:7, but it left the transaction open: The disk is full.
                        ASN-2401: Expected transaction tc:8091:7 to commit, but it is rolled back.
                        ASN-2401: Expected transaction tc:8091:7 to commit, but it is being rolled back. \
                        The coordinator goes on; 'assent tx show tc:8091:7' says how far it has come.
                        ASN-2402: Expected transaction tc:8091:7 to take a branch, but it is being rolled back. The coordinator says: Too late.
                        ASN-3401: Expected the coordinator at tc:8091 to commit transaction tc:8091:7, but no answer came within 10 ms.
                        ASN-3402: Expected the coordinator at tc:8091 to know transaction tc:8091:7, but it never began there, or ended and is no longer known.
                        ASN-3403: Expected the coordinator at tc:8091 to commit transaction tc:8091:7, but its answer decides nothing: its status is UNKNOWN.
                        ASN-3404: Expected every branch of transaction tc:8091:7 to commit, but one cannot (COMMIT_FAILED) and waits for a person: see 'assent tx show tc:8091:7'.
                        ASN-3405: Expected transaction tc:8091:7 to commit, but it is decided to roll back, but a branch cannot be undone. \
                        Find out what stands of it before you start over: see 'assent tx show tc:8091:7'.
                        ASN-4401: Expected transaction tc:8091:7 to roll back, but it is committed.
                        ASN-4402: Expected the coordinator at tc:8091 to commit transaction tc:8091:7, but it refused: It has no name.
                        ASN-4403: Expected option requestTimeout to be at least 1 ms, but it is PT0S.
                        ASN-4404: Expected the timeout of a transaction to lie between 1 and 2147483647 ms, but it is 0 ms.
                        ASN-4405: Expected a resource id without a comma and not empty, but got 'a,b'.
                        """);
    }
}
