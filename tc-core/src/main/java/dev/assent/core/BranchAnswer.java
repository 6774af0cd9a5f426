package dev.assent.core;

/** What a participant made of the outcome that was delivered to it. That it should be called again is no answer. */
public sealed interface BranchAnswer {
    Done DONE = new Done();

    /** For a saga's engine: it has done the opposite, for good. */
    OppositeDone OPPOSITE_DONE = new OppositeDone();

    /** For a saga's engine: it goes the opposite way from now on. */
    Turned TURNED = new Turned();

    /** Whether nothing is left to do: true whichever attempt it answers. */
    boolean isFinal();

    record Done() implements BranchAnswer {
        @Override
        public boolean isFinal() {
            return true;
        }
    }

    record OppositeDone() implements BranchAnswer {
        @Override
        public boolean isFinal() {
            return true;
        }
    }

    record Turned() implements BranchAnswer {
        @Override
        public boolean isFinal() {
            return false;
        }
    }

    /** It cannot do it, and never will without an operator: a dirty write, an undo the database refuses. */
    record Never(String reason, int attempts) implements BranchAnswer {
        @Override
        public boolean isFinal() {
            return false;
        }
    }

    /** It keeps failing. It is retried, and the others need not wait for it. */
    record Failing(String reason, int attempts) implements BranchAnswer {
        @Override
        public boolean isFinal() {
            return false;
        }
    }
}
