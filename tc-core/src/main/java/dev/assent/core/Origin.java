package dev.assent.core;

/**
 * The client that registered a branch or began a transaction.
 *
 * @param address {@code ip:port} of its connection
 * @param assent whether it is Assent's client, whose undo log only Assent's client can read
 */
public record Origin(String applicationId, String address, boolean assent) {}
