package dev.assent.chaos.run;

import dev.assent.demo.audit.Violation;

/** What the audit holds a campaign to. */
enum Promise {
    MONEY("money is conserved"),
    STOCK("stock is conserved"),
    HALF_ORDER("every order is all or nothing"),
    CLAIM("what was told, or found out by asking, is what the databases say"),
    ONE_DECISION("asked again, the coordinator says what it said"),
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
