package dev.assent.demo.audit;

/** A broken promise that the audit found. */
public record Violation(Kind kind, String sentence) {
    /** Which promise is broken. */
    public enum Kind {
        MONEY("money is conserved"),
        STOCK("stock is conserved"),
        HALF_ORDER("every order is all or nothing"),
        CLAIM("what customers were answered is what happened"),
        UNDO("no undo row is left open"),
        LOCK("no lock is left");

        private final String promise;

        Kind(String promise) {
            this.promise = promise;
        }

        public String promise() {
            return promise;
        }
    }
}
