package dev.assent.demo.audit;

/** What a customer was told about a purchase in the end. */
public enum Claim {
    COMMITTED,
    ROLLED_BACK,
    /** Nobody could say any more; the books must still be whole. */
    UNKNOWN
}
