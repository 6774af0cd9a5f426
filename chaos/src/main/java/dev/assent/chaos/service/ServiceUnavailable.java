package dev.assent.chaos.service;

/** A call of a service failed because of a fault. The service may have done its work or not. */
final class ServiceUnavailable extends RuntimeException {
    ServiceUnavailable(String message) {
        super(message);
    }
}
