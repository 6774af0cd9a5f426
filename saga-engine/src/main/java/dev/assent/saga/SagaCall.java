package dev.assent.saga;

/**
 * The call that a service method serves. A method that has a parameter of this type gets it there, beside the arguments of
 * {@code Input}.
 *
 * @param key the idempotency key: the same for each attempt of a step, and for the compensation of the step
 * @param attempt from 1
 * @param compensation whether the call undoes the step of that key
 */
public record SagaCall(String instanceId, String state, String key, int attempt, boolean compensation) {}
