package dev.assent.saga;

import org.jspecify.annotations.Nullable;

/** The store did not do what it was asked. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean duplicate;

    private StoreException(String sentence, @Nullable Throwable cause, boolean duplicate) {
        super(sentence, cause);
        this.duplicate = duplicate;
    }

    /** @param sentence in the grammar of all errors, with its code */
    public static StoreException of(String sentence, @Nullable Throwable cause) {
        return new StoreException(sentence, cause, false);
    }

    /** Another instance of the tenant has this business key; nothing was changed. */
    public static StoreException duplicateKey(String businessKey, String tenant) {
        return new StoreException(SagaErrors.duplicateKey(businessKey, tenant), null, true);
    }

    /** Whether another instance has the business key. */
    public boolean duplicate() {
        return duplicate;
    }
}
