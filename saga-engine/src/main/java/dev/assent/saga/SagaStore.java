package dev.assent.saga;

import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where instances and definitions are kept. What is stored decides; the engine's memory is a copy. Calls block; safe for
 * many threads. Each throws {@link StoreException} if the store cannot answer; then it is not known whether the call
 * changed anything.
 */
public interface SagaStore {
    /**
     * Inserts a new instance, with the owner, epoch and revision that it has, and the steps and children of its first
     * transition, in one transaction.
     *
     * @throws StoreException with {@link StoreException#duplicate()} if another instance of the tenant has its business key
     */
    void insert(Transition first);

    /**
     * Stores a transition, in one transaction.
     *
     * @return false, with nothing changed, if the instance has another owner epoch or revision: another node owns it now
     */
    boolean apply(Transition transition);

    /** The instance with its steps in the order of their sequence numbers, as {@link Run#loaded} gives it. */
    Optional<Run> load(String instanceId);

    Optional<Run> byBusinessKey(String businessKey, String tenant);

    /** The instances that a step called as sub machines, newest first. */
    List<Instance> children(String parentId);

    /**
     * Takes over an instance for an operation.
     *
     * @return the instance under a new epoch, or under the old one if the node owns it already; empty if it is unknown,
     *     or a living node owns it and it is running
     */
    Optional<Run> claim(String instanceId, String node);

    /**
     * Takes over instances that are running and whose owner is dead, and instances of this node whose due time is over.
     *
     * @param limit the most instances it returns
     */
    List<Run> claimDue(String node, Instant now, int limit);

    /**
     * Registers a definition: equal text and version as the newest one of its name and tenant gives that one's id, else it
     * becomes a new one.
     */
    StoredDefinition save(Definition definition);

    /** The newest definition of that name. */
    Optional<StoredDefinition> latest(String name, String tenant);

    Optional<StoredDefinition> definition(String id);
}
