package dev.assent.demo.services;

import dev.assent.client.BranchResource;
import dev.assent.client.Branches;

/** Lets a test put its own wrapper around the client and the resource of a service. */
public interface Wiring {
    /** Wraps nothing. */
    static Wiring plain() {
        return new Wiring() {};
    }

    default Branches branches(Branches client) {
        return client;
    }

    default BranchResource resource(BranchResource database) {
        return database;
    }
}
