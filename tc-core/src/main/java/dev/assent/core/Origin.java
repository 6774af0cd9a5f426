package dev.assent.core;

/**
 * Who registered a branch or began a transaction.
 *
 * @param address {@code ip:port} of its connection
 * @param assent whether it is one of ours: its undo log can be read by ours alone
 */
public record Origin(String applicationId, String address, boolean assent) {}
