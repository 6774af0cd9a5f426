package dev.assent.protocol;

/**
 * All that a Seata resource manager says when its code threw while it carried out a branch commit or rollback: 16 bytes
 * of header whose length is 0, or what an earlier frame has left there. The request of this id has failed; the connection
 * is in order.
 */
public record BrokenFrame(int requestId) implements Inbound {}
