package dev.assent.core;

/** What a participant made of the outcome it was told. That it should be told again is no answer. */
public sealed interface BranchAnswer {
    Done DONE = new Done();

    /** For a saga's engine: it has done the opposite, for good. */
    OppositeDone OPPOSITE_DONE = new OppositeDone();

    /** For a saga's engine: it goes the opposite way from now on. */
    Turned TURNED = new Turned();

    record Done() implements BranchAnswer {}

    record OppositeDone() implements BranchAnswer {}

    record Turned() implements BranchAnswer {}

    /** It cannot do it, and never will without a person: a dirty write, an undo the database refuses. */
    record Never(String reason, int attempts) implements BranchAnswer {}

    /** It keeps failing. It is told on, and the others need not wait for it. */
    record Failing(String reason, int attempts) implements BranchAnswer {}
}
