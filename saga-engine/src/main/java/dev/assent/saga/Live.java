package dev.assent.saga;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.run.Event;
import dev.assent.saga.run.Run;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An instance that this engine runs: one thread at a time takes the events of its queue. */
final class Live {
    /** An event, and the operation that waits for what becomes of it; null if none does. */
    record Turn(Event event, @Nullable CompletableFuture<Run> operation) {}

    final String id;
    final SagaStore store;
    final Executor executor;
    final ConcurrentLinkedQueue<Turn> turns = new ConcurrentLinkedQueue<>();
    final AtomicBoolean scheduled = new AtomicBoolean();
    /** Done when it ends, or is parked. */
    final CompletableFuture<Run> done = new CompletableFuture<>();
    /** The branches of steps that run. */
    final Map<String, Long> branches = new ConcurrentHashMap<>();

    /** Only the thread that takes turns reads and writes what follows; null if it is to be read from the store. */
    @Nullable
    Run run;

    @Nullable
    Machine machine;

    /** Whether the coordinator knows that this engine works in the transaction. */
    boolean attached;

    /** Whether it waits for the store and takes no turns. */
    boolean suspended;

    /** Another node owns it. */
    volatile boolean lost;

    Live(String id, SagaStore store, Executor executor) {
        this.id = id;
        this.store = store;
        this.executor = executor;
    }
}
