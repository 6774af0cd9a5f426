package dev.assent.client;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.Xid;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.WaitsFor;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One warning for each transaction whose end the caller does not see, and one line when it has ended. It is said here
 * because frameworks print the root cause of an error alone, and what goes on after a failed call stands in a suppressed
 * one.
 */
final class EndLog {
    private static final Logger log = LoggerFactory.getLogger(AssentClient.class);

    private final EndWatch watch;

    EndLog(EndWatch watch) {
        this.watch = watch;
    }

    /** @param answer of the coordinator, which names the branches that the end waits for */
    void ended(Xid xid, Ending ending, Answer<?> answer) {
        Optional<WaitsFor> branches = WaitsFor.in(answer.head());
        switch (ending) {
            case ROLLBACK_RETRYING -> {
                goesOn("rollback", "undone", xid, branches);
                watch.watch(xid, "rollback");
            }
            case COMMIT_RETRYING -> {
                goesOn("commit", "committed", xid, branches);
                watch.watch(xid, "commit");
            }
            case ROLLBACK_FAILED -> {
                log.warn(
                        "the rollback of transaction {} needs an operator: {} cannot be undone, and its rows stay locked."
                                + " 'assent tx show {}' says why",
                        xid,
                        branches.map(BranchWords::names).orElse("a branch"),
                        xid);
                watch.watch(xid, "rollback");
            }
            case COMMITTED, ROLLED_BACK -> log.debug("transaction {} ended: {}", xid, ending);
        }
    }

    /** A commit was answered with a rollback: the caller gets an error, and the rollback may go on. */
    void insteadOfCommit(Xid xid, Answer<? extends GlobalEndResponse> answer) {
        if (EndStatus.of(answer.message().globalStatus()) == EndStatus.ROLLING_BACK) {
            goesOn("rollback", "undone", xid, WaitsFor.in(answer.head()));
            watch.watch(xid, "rollback");
        }
    }

    private static void goesOn(String what, String done, Xid xid, Optional<WaitsFor> branches) {
        log.warn(
                "the {} of transaction {} goes on after the call: {}. The coordinator retries; 'assent tx show {}' says how"
                        + " far it has come",
                what,
                xid,
                branches.map(some -> "it waits for " + BranchWords.of(some))
                        .orElse("not every branch is " + done + " yet"),
                xid);
    }

    /** @param why completes the sentence "…, but " */
    void rollbackUnanswered(Xid xid, String why) {
        log.warn(
                "the rollback of transaction {} is not confirmed: {}. The coordinator rolls it back at its time-out at the"
                        + " latest; 'assent tx show {}' says how far it has come",
                xid,
                why,
                xid);
        watch.watch(xid, "rollback");
    }
}
