package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;

/** Breaks off the reading of a statement; {@link Plans} turns it into a plan. */
final class Refuse extends RuntimeException {
    private final Refusal reason;
    private final String detail;

    Refuse(Refusal reason) {
        this(reason, "");
    }

    Refuse(Refusal reason, String detail) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Plan plan() {
        return new Plan.Refused(reason, detail);
    }

    static void when(boolean so, Refusal reason) {
        when(so, reason, "");
    }

    static void when(boolean so, Refusal reason, String detail) {
        if (so) {
            throw new Refuse(reason, detail);
        }
    }
}
