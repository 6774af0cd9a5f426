package dev.assent.client;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.Xid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One warning for each transaction whose end the caller does not see. It is said here because frameworks print the root
 * cause of an error alone, and what goes on after a failed call stands in a suppressed one.
 */
final class EndLog {
    private static final Logger log = LoggerFactory.getLogger(AssentClient.class);

    /** @return the ending */
    Ending ended(Xid xid, Ending ending) {
        switch (ending) {
            case ROLLBACK_RETRYING ->
                log.warn(
                        "the rollback of transaction {} goes on after the call: not every branch is undone yet. The"
                                + " coordinator retries; 'assent tx show {}' names the branches it waits for",
                        xid,
                        xid);
            case COMMIT_RETRYING ->
                log.warn(
                        "the commit of transaction {} goes on after the call: not every branch has committed yet. The"
                                + " coordinator retries; 'assent tx show {}' names the branches it waits for",
                        xid,
                        xid);
            case ROLLBACK_FAILED ->
                log.warn(
                        "the rollback of transaction {} needs a person: a branch cannot be undone, and its rows stay"
                                + " locked. 'assent tx show {}' says why",
                        xid,
                        xid);
            case COMMITTED, ROLLED_BACK -> log.debug("transaction {} ended: {}", xid, ending);
        }
        return ending;
    }

    /** @param why completes the sentence "…, but " */
    void rollbackUnanswered(Xid xid, String why) {
        log.warn(
                "the rollback of transaction {} is not confirmed: {}. The coordinator rolls it back at its time-out at the"
                        + " latest; 'assent tx show {}' says how far it has come",
                xid,
                why,
                xid);
    }
}
