package dev.assent.saga;

/** The error sentences of the engine. */
final class SagaErrors {
    private SagaErrors() {}

    static String duplicateKey(String businessKey, String tenant) {
        return "ASN-6401: Expected business key %s to be new in tenant %s, but another instance has it."
                .formatted(businessKey, tenant);
    }

    static String unknownMachine(String name, String tenant) {
        return "ASN-6402: Expected to start machine %s of tenant %s, but no machine of that name is registered."
                .formatted(name, tenant);
    }

    static String unknownInstance(String id) {
        return "ASN-6403: Expected to find instance %s, but the store has no such instance.".formatted(id);
    }

    static String notMine(String id) {
        return "ASN-6404: Expected to take over instance %s, but another node runs it.".formatted(id);
    }

    static String ownershipLost(String id) {
        return "ASN-6405: Expected to run instance %s to its end, but another node has taken it over.".formatted(id);
    }

    static String unknownDefinition(String machineId, String id) {
        return "ASN-6406: Expected to find definition %s of instance %s, but the store has no such definition."
                .formatted(machineId, id);
    }

    static String changedDefinition(String machineId, String id) {
        return "ASN-6407: Expected definition %s to be the one that instance %s started with, but its text has changed."
                .formatted(machineId, id);
    }

    static String noService(String name, String state) {
        return "ASN-6408: Expected service %s of state %s to be registered, but it is not.".formatted(name, state);
    }

    static String noMethod(String service, String method, String state) {
        return "ASN-6409: Expected service %s to have method %s for state %s, but it has not."
                .formatted(service, method, state);
    }

    static String notPublic(String service, String method, String state) {
        return "ASN-6410: Expected method %s of service %s for state %s to be public, but it is not."
                .formatted(method, service, state);
    }

    static String badArgument(String service, String method, int position, String type, Object value, String why) {
        return "ASN-6411: Expected argument %d of %s.%s to become a %s, but it is a %s: %s"
                .formatted(position, service, method, type, value.getClass().getName(), why);
    }

    static String badParameterType(String service, String method, String type) {
        return "ASN-6412: Expected parameter type %s of %s.%s to be a class, but no such class is there."
                .formatted(type, service, method);
    }

    static String noScriptEngine(String type) {
        return "ASN-6413: Expected a script engine for type %s, but no engine of that type is registered."
                .formatted(type);
    }

    static String noBegin(String machine, String why) {
        return "ASN-6414: Expected to begin a global transaction for machine %s, but %s".formatted(machine, why);
    }

    static String noBranch(String resource, String instance, String why) {
        return "ASN-6415: Expected to register a branch of %s for instance %s, but %s"
                .formatted(resource, instance, why);
    }

    static String interrupted() {
        return "ASN-6416: Expected to wait for the end of an instance, but the waiting thread was interrupted; the instance goes on.";
    }

    static String timeout(String state, long millis) {
        return "ASN-6417: Expected state %s to end within %d ms, but its service did not answer."
                .formatted(state, millis);
    }

    static String notAValue(Object value, String why) {
        return "ASN-6418: Expected a value of %s to be one that can be stored, but it is not: %s"
                .formatted(value.getClass().getName(), why);
    }

    static String noStep(String id, String step) {
        return "ASN-6419: Expected instance %s to have step %s, but it has not.".formatted(id, step);
    }
}
