package dev.assent.core;

import dev.assent.model.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a transaction at this moment.
 *
 * @param cause who decided the outcome; null while there is none
 * @param settled whether the caller that ends the transaction has nothing left to wait for: an AT commit is settled
 *     once it is decided, since its branches have committed already
 * @param empty ended without a branch, so nothing was done or undone anywhere
 */
public record TransactionStatus(
        TransactionState state, @Nullable Cause cause, boolean settled, boolean empty) {}
