package dev.assent.server.loop;

import dev.assent.core.Refusal;
import dev.assent.core.Reply.Refused;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Heard;
import dev.assent.server.errors.ServerErrors;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a client has heard of records that this coordinator's log does not hold (P35). Then the data directory was
 * restored from a backup: transactions that are open here may be committed there, so nothing is decided any more.
 */
final class Continuity {
    private static final Logger log = LoggerFactory.getLogger(Continuity.class);

    private final Term term;
    private final String prefix;
    private long acceptedEpoch = -1;
    private long said = -1;
    private Map<String, @Nullable String> head = Map.of();
    private @Nullable Refused refusal;

    Continuity(Term term) {
        this.term = term;
        this.prefix = Heard.prefix(term.coordinator(), term.epoch(), term.node());
    }

    /** What was heard in terms up to this epoch, and is not in the log, was given up by an operator. */
    void acceptLossTo(long epoch) {
        acceptedEpoch = epoch;
    }

    /** @param extraData of the client's registration */
    void registers(Object client, @Nullable String extraData) {
        for (Heard heard : Extensions.heard(extraData)) {
            if (refusal == null && isAhead(heard)) {
                String sentence = ServerErrors.recordsLost(client, heard, term.begunAfter(), term.epoch());
                refusal = new Refused(Refusal.NO_SPACE, sentence);
                head = Map.of();
                log.error(sentence);
            }
        }
    }

    private boolean isAhead(Heard heard) {
        boolean isOurs = heard.epoch() == term.epoch() && heard.node().equals(term.node());
        if (isOurs || !heard.coordinator().equals(term.coordinator()) || heard.epoch() <= acceptedEpoch) {
            return false;
        }
        boolean otherRun =
                heard.epoch() == term.previousEpoch() && !heard.node().equals(term.previousNode());
        return otherRun || heard.epoch() >= term.epoch() || heard.sequence() > term.begunAfter();
    }

    /** Why nothing is decided; null if all is well. */
    @Nullable
    Refused refusal() {
        return refusal;
    }

    /**
     * What an answer to a client of ours says beside its message; nothing if records are missing, for a client must not
     * forget what it has heard before. Made once for each batch of the log.
     */
    Map<String, @Nullable String> head(long durable) {
        if (durable != said && refusal == null) {
            said = durable;
            head = Map.of(Extensions.HEARD, prefix + durable);
        }
        return head;
    }
}
