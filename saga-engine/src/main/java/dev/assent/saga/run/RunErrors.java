package dev.assent.saga.run;

import java.time.Duration;

/** The error sentences of a run. They are stored with an instance. */
final class RunErrors {
    private RunErrors() {}

    static String noState(String machine, String state) {
        return "ASN-6301: Expected machine %s to have state %s, but it has not.".formatted(machine, state);
    }

    static String badTime(String state, RuntimeException e) {
        return "ASN-6302: Expected to evaluate the time that state %s waits for, but %s"
                .formatted(state, e.getMessage());
    }

    static String noChoice(String state) {
        return "ASN-6303: Expected a condition of choice %s to hold, but none does and it has no default."
                .formatted(state);
    }

    static String choiceBroke(String state, RuntimeException e) {
        return "ASN-6304: Expected to evaluate the conditions of choice %s, but %s".formatted(state, e.getMessage());
    }

    static String badInput(String state, RuntimeException e) {
        return "ASN-6305: Expected to evaluate the input of state %s, but %s".formatted(state, e.getMessage());
    }

    static String badOutput(String state, RuntimeException e) {
        return "ASN-6306: Expected to evaluate the output of state %s, but %s".formatted(state, e.getMessage());
    }

    static String badStatus(String state, RuntimeException e) {
        return "ASN-6307: Expected to evaluate the status of state %s, but %s".formatted(state, e.getMessage());
    }

    static String noStatus(String state) {
        return "ASN-6308: Expected an expression of the status of state %s to hold, but none does.".formatted(state);
    }

    static String badCollection(String state, RuntimeException e) {
        return "ASN-6309: Expected to evaluate the collection of loop %s, but %s".formatted(state, e.getMessage());
    }

    static String badCondition(String state, RuntimeException e) {
        return "ASN-6310: Expected to evaluate the completion condition of loop %s, but %s"
                .formatted(state, e.getMessage());
    }

    static String timedOut(String instance, Duration limit, String state) {
        return "ASN-6311: Expected instance %s to end within %d ms, but that time was over before state %s."
                .formatted(instance, limit.toMillis(), state);
    }

    static String noChild(String instance, String state) {
        return "ASN-6312: Expected state %s of instance %s to have called a sub machine, but no instance of it is stored."
                .formatted(state, instance);
    }

    static String noMachine(String machine, String state) {
        return "ASN-6313: Expected state %s to call machine %s, but no machine of that name is registered."
                .formatted(state, machine);
    }

    static String noCompensation(String instance, String step) {
        return "ASN-6314: Expected step %s of instance %s to have a state that undoes it, but its definition names none."
                .formatted(step, instance);
    }

    static String lost(String instance, String state, String step) {
        return "ASN-6315: Expected the result of step %s (state %s) of instance %s, but its engine stopped and the service may have done it or not."
                .formatted(step, state, instance);
    }

    static String noSignal(String signal, String instance, String state) {
        return "ASN-6317: Expected signal %s for state %s of instance %s, but its time is over."
                .formatted(signal, state, instance);
    }

    static String denied(String instance, String operation, String why) {
        return "ASN-6316: Expected instance %s to %s, but %s.".formatted(instance, operation, why);
    }
}
