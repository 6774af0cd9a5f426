package dev.assent.core;

/** Names one request of one client process, however often it is sent. */
public record RequestId(String client, long number) {}
