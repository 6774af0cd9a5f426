package dev.assent.saga;

/** The error sentences of the engine. */
final class SagaErrors {
    private SagaErrors() {}

    static String duplicateKey(String businessKey, String tenant) {
        return "ASN-6401: Expected business key %s to be new in tenant %s, but another instance has it."
                .formatted(businessKey, tenant);
    }
}
