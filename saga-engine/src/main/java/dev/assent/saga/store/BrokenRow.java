package dev.assent.saga.store;

/** A row that cannot be read; the instance is parked with this sentence. */
final class BrokenRow extends Exception {
    private static final long serialVersionUID = 1;

    BrokenRow(String table, String id, String column, String why, Throwable cause) {
        super(StoreErrors.brokenColumn(table, id, column, why), cause);
    }
}
