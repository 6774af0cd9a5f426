package dev.assent.simulation.world;

/** What Assent promises, as docs/reliability.md lists it. Each has a checker; a broken one is named in the failure. */
public enum Promise {
    ONE_DECISION("one decision"),
    DURABLE_DECISION("durable decision"),
    HONEST_ANSWERS("honest answers"),
    LOCKS_OWNED("locks are owned, not left"),
    EXACT_UNDO("exact undo"),
    FAIL_CLOSED("fail closed"),
    COMPLETION("completion"),
    ISOLATION("isolation as labelled"),
    /** No id is given twice, even on a new disk. */
    NEW_NUMBERS("new numbers"),
    /** A disk that fails stops the process; nothing else does. */
    FAIL_STOP("only a broken disk stops the coordinator"),
    /** Bytes that are no frame, and frames that no client may send, close their connection and touch nothing else. */
    CLOSED_EDGE("hostile input touches nothing else"),
    /** A context that the coordinator has acknowledged comes back to its participant byte for byte. */
    CONTEXTS_KEPT("contexts are kept"),
    /** What the coordinator has confirmed to an operator stays so, whatever crashes. */
    OPERATORS_OBEYED("operators are obeyed"),
    /** Each version of each client gets what it can read. */
    READABLE_ANSWERS("answers in a form their client reads"),
    /** Requests that wait for rows get them in the order in which they asked, or hear that they do not. */
    FAIR_TURNS("fair turns"),
    /** Each kind of branch is delivered to a resource manager that can carry it out. */
    RIGHT_ADDRESS("the right resource manager");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
