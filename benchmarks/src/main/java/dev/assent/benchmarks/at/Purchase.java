package dev.assent.benchmarks.at;

/** Debits an account in one database; takes stock and writes an order in the other. */
record Purchase(long order, long account, long item, long amount) {
    /** Makes one, in the way that is measured. */
    interface Way {
        void make(Purchase purchase) throws Exception;
    }
}
