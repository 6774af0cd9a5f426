package dev.assent.core;

import java.util.List;

/**
 * Facts to journal and apply now, and what the sender of the command is to hear: {@link Coordinator#reply} makes the reply
 * from the state that the facts lead to, to be sent once they are durable.
 */
public final class Decision {
    static final Decision NOTHING = new Decision(List.of(), new Answer.Silence());

    private final List<Event> events;
    private final Answer answer;

    Decision(List<Event> events, Answer answer) {
        this.events = List.copyOf(events);
        this.answer = answer;
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
