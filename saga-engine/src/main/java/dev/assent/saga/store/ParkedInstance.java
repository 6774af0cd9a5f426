package dev.assent.saga.store;

/**
 * An instance that waits for a person.
 *
 * @param machineId the id of its definition
 * @param reason why, a whole sentence
 */
public record ParkedInstance(String instanceId, String machineId, String reason) {}
