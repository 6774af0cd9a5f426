package dev.assent.saga.definition;

/**
 * Runs a state once for each element of a collection.
 *
 * @param parallel at the same time at most; at least 1
 * @param collection an expression
 * @param completionCondition no further one is started once it holds
 */
public record Loop(
        int parallel,
        String collection,
        String elementVariableName,
        String elementIndexName,
        String completionCondition) {
    static final String ELEMENT = "loopElement";
    static final String INDEX = "loopCounter";
    static final String COMPLETED = "[nrOfInstances] == [nrOfCompletedInstances]";
}
