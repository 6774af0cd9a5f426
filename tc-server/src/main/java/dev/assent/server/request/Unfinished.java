package dev.assent.server.request;

import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.WaitsFor;
import java.util.function.Consumer;

/** Says which branches the end of a transaction waits for. */
@FunctionalInterface
public interface Unfinished {
    /**
     * @param status in the answer
     * @param answer gets the branches once what they rest on is durable
     */
    void of(Xid xid, TransactionStatus status, Consumer<WaitsFor> answer);
}
