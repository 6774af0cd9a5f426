package dev.assent.core;

/** What an operator may do to a decided transaction. None of it changes the decision. */
public enum Operation {
    /** Deliver now: to parked branches too, and without a pause between two attempts. */
    RETRY {
        @Override
        Decision decide(OperatorAction action) {
            return action.retry();
        }
    },
    /** Deliver no more, over restarts too, until it is resumed or forced. */
    PAUSE {
        @Override
        Decision decide(OperatorAction action) {
            return action.pause();
        }
    },
    /** Deliver again. */
    RESUME {
        @Override
        Decision decide(OperatorAction action) {
            return action.resume();
        }
    },
    /** End it now: what is left of the decided outcome is given up, its locks are free. Needs a reason. */
    FORCE {
        @Override
        Decision decide(OperatorAction action) {
            return action.force();
        }
    };

    /** Characters of a reason at most: it is kept in memory as long as the ending is. */
    public static final int LONGEST_REASON = 1000;

    abstract Decision decide(OperatorAction action);
}
