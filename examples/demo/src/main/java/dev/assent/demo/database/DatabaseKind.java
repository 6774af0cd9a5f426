package dev.assent.demo.database;

import dev.assent.demo.process.RunDirectory;
import java.util.List;

/** The kinds of database that the demo supports. */
public enum DatabaseKind {
    H2("bigint generated always as identity", "/org/h2/Driver.class") {
        @Override
        public DatabaseServer start(RunDirectory run) {
            return new H2Server(run.directory("h2"));
        }

        @Override
        public DatabaseServer startForProcesses(RunDirectory run) {
            return H2Process.launch(run);
        }
    },
    POSTGRES("bigint generated always as identity", PostgresServer.ARCHIVE) {
        @Override
        public DatabaseServer start(RunDirectory run) {
            return PostgresServer.launch(run, List.of());
        }

        @Override
        public DatabaseServer startWithoutForcing(RunDirectory run) {
            return PostgresServer.launch(
                    run, List.of("-cfsync=off", "-cfull_page_writes=off", "-csynchronous_commit=off"));
        }
    },
    MARIADB("bigint auto_increment", '/' + MariaDbServer.SERVER) {
        @Override
        public DatabaseServer start(RunDirectory run) {
            return MariaDbServer.launch(run, List.of());
        }

        @Override
        public DatabaseServer startWithoutForcing(RunDirectory run) {
            return MariaDbServer.launch(
                    run,
                    List.of(
                            "--innodb-flush-log-at-trx-commit=2",
                            "--innodb-flush-method=nosync",
                            "--skip-innodb-doublewrite"));
        }
    };

    private final String generatedKey;
    private final String binaries;

    DatabaseKind(String generatedKey, String binaries) {
        this.generatedKey = generatedKey;
        this.binaries = binaries;
    }

    /** Whether the binaries to {@link #start} are on the class path. */
    public boolean binariesHere() {
        return DatabaseKind.class.getResource(binaries) != null;
    }

    /**
     * Starts one server for any number of databases.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if this machine cannot run it, or its binaries are not on the
     *     class path
     */
    public abstract DatabaseServer start(RunDirectory run);

    /**
     * As {@link #start}, but what it commits need not survive the end of the server or the machine: for tests that end neither.
     */
    public DatabaseServer startWithoutForcing(RunDirectory run) {
        return start(run);
    }

    /** As {@link #start}, in a process of its own, for clients in several others. */
    public DatabaseServer startForProcesses(RunDirectory run) {
        return start(run);
    }

    /** The declaration of a column whose value the database generates. */
    public String generatedKey() {
        return generatedKey;
    }
}
