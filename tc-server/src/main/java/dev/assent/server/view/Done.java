package dev.assent.server.view;

/**
 * What has come of an operation.
 *
 * @param message for people
 * @param transaction how it stands now
 */
public record Done(String message, TransactionView transaction) {}
