package dev.assent.protocol;

/**
 * What a Seata resource manager sends when its code threw during a branch commit or rollback: 16 bytes of header whose
 * length is 0, or the length of an earlier frame. The request of this id has failed; the connection is in order.
 */
public record BrokenFrame(int requestId) implements Inbound {}
