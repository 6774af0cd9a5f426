package dev.assent.demo.premises;

import dev.assent.client.BranchResource;
import dev.assent.client.Branches;

/** What somebody puts between a service and its client, to see what goes on. */
public interface Wiring {
    /** Nothing. */
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
