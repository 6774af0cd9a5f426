package dev.assent.chaos.service;

/** A service was away, or could not do it now. Perhaps it has. */
final class ServiceTrouble extends RuntimeException {
    ServiceTrouble(String message) {
        super(message);
    }
}
