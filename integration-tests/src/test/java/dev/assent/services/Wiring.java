package dev.assent.services;

import dev.assent.client.BranchResource;
import dev.assent.client.Branches;

/** What a test puts between a service and its client, to see what goes on. */
public interface Wiring {
    /** Nothing. */
    Wiring PLAIN = new Wiring() {};

    default Branches branches(Branches client) {
        return client;
    }

    default BranchResource resource(BranchResource database) {
        return database;
    }
}
