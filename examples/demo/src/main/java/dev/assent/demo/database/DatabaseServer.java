package dev.assent.demo.database;

/** A database server of our own, with all it writes inside the run's directory. Its commits are durable. */
public interface DatabaseServer extends AutoCloseable {
    /** @param name letters only */
    Database create(String name);

    /** Ends it; its files go with the run's directory. */
    @Override
    void close();
}
