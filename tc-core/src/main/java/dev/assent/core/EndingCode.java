package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import java.util.ArrayList;
import java.util.List;

/** An ending in one byte. Lives in memory alone; on disk an ending is spelt out. */
final class EndingCode {
    private static final List<Ending> ALL = all();

    private EndingCode() {}

    static byte encode(Ending ending) {
        return (byte) (ALL.indexOf(ending) + 1);
    }

    static Ending decode(byte code) {
        return ALL.get(code - 1);
    }

    private static List<Ending> all() {
        List<Ending> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            for (Cause cause : Cause.values()) {
                all.add(new Ending(outcome, cause, false, false));
                all.add(new Ending(outcome, cause, true, false));
                all.add(new Ending(outcome, cause, false, true));
            }
        }
        return List.copyOf(all);
    }
}
