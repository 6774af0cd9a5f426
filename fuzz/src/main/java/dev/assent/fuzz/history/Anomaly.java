package dev.assent.fuzz.history;

/** Something that transactions one after the other would not have done or seen. */
public record Anomaly(Kind kind, String story) {
    /** The kinds that AT rules out, then the ones that it allows. */
    public enum Kind {
        NOT_UNDONE(true, "a transaction was rolled back and a branch could not be undone"),
        UNDONE_LEFT(true, "a value of a transaction that was rolled back is left"),
        LOST(true, "a value of a committed transaction is gone"),
        SPLIT(true, "a part of a transaction is there, the rest is not"),
        STRANGE_VALUE(true, "a row holds a value that was never written, or one of them twice"),
        DIRTY_WRITE(
                true, "a row was changed and committed while another transaction that had changed it was undecided"),
        WRITE_CYCLE(true, "G0: two rows have the changes of transactions in different order"),
        ABORTED_READ(true, "G1a: a global read returned a value that was rolled back"),
        EARLY_READ(true, "a global read returned a value of a transaction that was undecided"),
        PART_READ(true, "G1b: a global read returned a part of what a transaction did to the row"),
        INFORMATION_CYCLE(true, "G1c: transactions have seen or overwritten each other in a circle"),
        OTHER_ORDER(true, "a read returned values in another order than they were written in"),
        STALE_READ(true, "a global read missed a value that was committed before it began"),
        OWN_CHANGE(true, "a transaction did not see its own change, or another one's after it"),
        LOST_UPDATE(true, "a row that a local transaction had read for update was changed before it wrote it"),
        TOTAL_CHANGED(true, "money was there twice or not at all"),
        OTHER_BALANCE(true, "an account does not hold what the committed transfers make of it"),
        DIRTY_PLAIN_READ(false, "a plain read returned a value that was undecided or rolled back later"),
        READ_SKEW(false, "G-single: a row was changed by others after its local transaction was over"),
        WRITE_SKEW(false, "G2: transactions have not seen each other's changes");

        private final boolean ruledOut;
        private final String sentence;

        Kind(boolean ruledOut, String sentence) {
            this.ruledOut = ruledOut;
            this.sentence = sentence;
        }

        /** Whether docs/at.md promises that it does not happen. */
        public boolean isRuledOut() {
            return ruledOut;
        }

        public String sentence() {
            return sentence;
        }
    }
}
