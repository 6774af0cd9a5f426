package dev.assent.saga.run;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.ServiceTask;
import java.util.Optional;

/** What a decision has to know beside the instance. Safe for many threads. */
public interface Surroundings {
    /** A machine with the id of its stored definition. */
    record Known(String id, Machine machine) {}

    /** The newest machine of that name. */
    Optional<Known> machine(String name, String tenant);

    /** The newest instance that the step called as a sub machine. */
    Optional<Instance> child(String instanceId, String stepId);

    /** 32 hexadecimal digits that were never given before. */
    String newId();

    /** A number from 0, below 1, by chance. */
    double draw();

    /** Whether the service may be called again with the same idempotency key, because it says so. */
    boolean repeatable(ServiceTask task);
}
