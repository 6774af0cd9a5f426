package dev.assent.demo.database;

/**
 * A database server of this run, with all its files in the run's directory. A commit survives the end of the process.
 */
public interface DatabaseServer extends AutoCloseable {
    /** @param name letters only */
    Database create(String name);

    /** Ends the server. Its files are deleted with the run's directory. */
    @Override
    void close();
}
