package dev.assent.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts to journal and apply now, and what the sender of the command is to hear: {@link Coordinator#reply} makes the reply
 * from the state that the facts lead to, to be sent once they are durable.
 */
public final class Decision {
    static final Decision NOTHING = new Decision(List.of(), new Answer.Silence());

    private final List<Event> events;
    private final Answer answer;
    private final LockQueue.@Nullable Ask waits;
    private final LockQueue.@Nullable Ask keeps;

    Decision(List<Event> events, Answer answer) {
        this(events, answer, null, null);
    }

    private Decision(List<Event> events, Answer answer, LockQueue.@Nullable Ask waits, LockQueue.@Nullable Ask keeps) {
        this.events = List.copyOf(events);
        this.answer = answer;
        this.waits = waits;
        this.keeps = keeps;
    }

    static Decision of(Event... events) {
        return new Decision(List.of(events), new Answer.Silence());
    }

    static Decision answer(Answer answer) {
        return new Decision(List.of(), answer);
    }

    static Decision reply(Reply reply) {
        return answer(new Answer.Known(reply));
    }

    /** The sender may wait for rows instead of hearing the answer. */
    Decision orWaits(LockQueue.Ask ask) {
        return new Decision(events, answer, ask, null);
    }

    /** The rows are kept for the sender. */
    Decision keeping(LockQueue.Ask ask) {
        return new Decision(events, answer, null, ask);
    }

    LockQueue.@Nullable Ask waits() {
        return waits;
    }

    LockQueue.@Nullable Ask keeps() {
        return keeps;
    }

    public List<Event> events() {
        return events;
    }

    Answer answer() {
        return answer;
    }

    Decision then(Answer next) {
        return new Decision(events, next);
    }

    Decision silent() {
        return then(new Answer.Silence());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decision d && d.events.equals(events) && d.answer.equals(answer);
    }

    @Override
    public int hashCode() {
        return 31 * events.hashCode() + answer.hashCode();
    }

    @Override
    public String toString() {
        return events + " " + answer;
    }
}
