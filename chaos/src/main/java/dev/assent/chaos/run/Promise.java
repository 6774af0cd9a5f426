package dev.assent.chaos.run;

import dev.assent.demo.audit.Violation;

/** The promises that the audit checks. */
enum Promise {
    MONEY("money is conserved"),
    STOCK("stock is conserved"),
    HALF_ORDER("every order is all or nothing"),
    CLAIM("what customers were answered, or found out by asking, is what the databases say"),
    ONE_DECISION("the coordinator gives the same outcome when it is asked again"),
    UNDO("no undo row is left open"),
    LOCK("no lock is left"),
    COMPLETION("every transaction ends"),
    LIFE("no process ends by itself, and no error is unexpected");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Promise of(Violation violation) {
        return switch (violation.kind()) {
            case MONEY -> MONEY;
            case STOCK -> STOCK;
            case HALF_ORDER -> HALF_ORDER;
            case CLAIM -> CLAIM;
            case UNDO -> UNDO;
            case LOCK -> LOCK;
        };
    }
}
