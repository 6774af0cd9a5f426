package dev.assent.core;

/**
 * Which resource manager registered a branch.
 *
 * @param address {@code ip:port} of its connection
 * @param assent whether it is one of ours: its undo log can be read by ours alone
 */
public record Origin(String applicationId, String address, boolean assent) {}
