package dev.assent.chaos.plan;

import dev.assent.protocol.MessageType;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault that happens to a connection.
 *
 * @param after the number of events since the previous fault of a connection
 * @param victim the process whose connection it is
 * @param at the message at which it happens, in either direction; empty: it happens at once
 * @param lasts how long a {@link Act#DELAY} or a {@link Act#STALL} lasts; zero for the other faults
 */
public record ConnectionFault(int after, ProcessRole victim, Act act, Optional<MessageType> at, Duration lasts) {
    /** The kinds of fault. */
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

        /** The name in the report. */
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
