package dev.assent.simulation.client;

/** Ends what a process was doing when it died: the rest of it never happened. */
final class ProcessDied extends RuntimeException {
    ProcessDied(String host) {
        super(host + " has died", null, false, false);
    }
}
