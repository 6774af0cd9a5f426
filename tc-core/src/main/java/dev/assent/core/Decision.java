package dev.assent.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts to journal and apply now; the answer and the deeds to let go once those facts are durable.
 *
 * @param reply null if nobody asked
 */
public record Decision(List<Event> events, @Nullable Reply reply, List<Effect> effects) {
    static final Decision NOTHING = new Decision(List.of(), null, List.of());

    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }

    static Decision of(Event... events) {
        return new Decision(List.of(events), null, List.of());
    }

    static Decision answer(Reply reply) {
        return new Decision(List.of(), reply, List.of());
    }

    Decision reply(@Nullable Reply answer) {
        return new Decision(events, answer, effects);
    }

    Decision run(List<? extends Effect> deeds) {
        return new Decision(events, reply, List.copyOf(deeds));
    }
}
