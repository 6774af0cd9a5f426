package dev.assent.chaos.plan;

import dev.assent.protocol.MessageType;
import java.time.Duration;
import java.util.Optional;

/**
 * Something done to a connection.
 *
 * @param after so many events since the one before
 * @param victim whose connection it is
 * @param at the message at which it happens, on the way to the coordinator or from it; empty: at once
 * @param lasts of a {@link Act#DELAY} and a {@link Act#STALL}
 */
public record LineFault(int after, ProcessRole victim, Act act, Optional<MessageType> at, Duration lasts) {
    /** What is done. */
    public enum Act {
        /** The message is lost, and the connection. */
        CUT_BEFORE("cuts before a message"),
        /** Half of the message arrives. */
        CUT_WITHIN("cuts within a message"),
        /** The message arrives; the connection is lost. */
        CUT_AFTER("cuts after a message"),
        /** The answer to a commit is lost, and the connection. */
        DROP_ANSWER("answers to a commit dropped"),
        /** The message, and what follows it in its direction, comes late. */
        DELAY("delays"),
        /** From this message on one direction is silent, the other is not; then the connection is lost. */
        STALL("half-open stalls"),
        /** All connections of a service to its database are lost. */
        CUT_DATABASE("cuts of database connections"),
        /** All connections of the shops to a service are lost, answers with them. */
        CUT_CALLS("cuts of calls between services");

        private final String words;

        Act(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return "after " + after + " events: " + act + ' ' + victim
                + at.map(message -> " at " + message).orElse("")
                + (lasts.isZero() ? "" : " for " + lasts.toMillis() + " ms");
    }
}
