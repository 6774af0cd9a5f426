package dev.assent.fuzz.history;

import java.util.ArrayList;
import java.util.List;

/** Finds every anomaly of a history: the ones that AT rules out, and the ones that it allows, which are counted. */
public final class Checker {
    private Checker() {}

    public static List<Anomaly> check(History history) {
        List<Anomaly> found = new ArrayList<>();
        new LastValues(history, found).check();
        new Reads(history, found).check();
        new OwnRows(history, found).check();
        new Cycles(history, found).check();
        return found;
    }
}
