package dev.assent.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The coordinators that are measured side by side: ours, and Seata's server in three settings of its file store. */
final class ComparedServers implements Closeable {
    static final String OURS = "Assent, durable";
    static final String INFO = "Seata file, INFO";
    static final String WARN = "Seata file, WARN";
    static final String SYNC = "Seata file-sync";

    private static final List<String> QUIET = List.of("-Dlogging.level.root=WARN", "-Dlogging.level.io.seata=WARN");

    private final List<Server> all = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();

    private ComparedServers() {}

    static ComparedServers start() throws IOException {
        ComparedServers opponents = new ComparedServers();
        try {
            opponents.ours();
            opponents.seata(INFO, List.of());
            opponents.seata(WARN, QUIET);
            opponents.seata(SYNC, List.of("-Dseata.store.file.flush-disk-mode=sync"));
            return opponents;
        } catch (IOException | RuntimeException e) {
            opponents.close();
            throw e;
        }
    }

    /** Ours and Seata's at its best, for applications that use one of them. */
    static ComparedServers forApplications() throws IOException {
        ComparedServers two = new ComparedServers();
        try {
            two.ours();
            two.seata(WARN, QUIET);
            return two;
        } catch (IOException | RuntimeException e) {
            two.close();
            throw e;
        }
    }

    private void ours() throws IOException {
        WorkDirectory directory = WorkDirectory.make();
        open.add(0, directory);
        ServerProcess server = ServerProcess.coordinator(directory.path());
        open.add(0, server);
        all.add(new Server(OURS, "127.0.0.1:" + server.number("ready on 127.0.0.1:"), server.pid()));
    }

    private void seata(String name, List<String> jvm) throws IOException {
        SeataServer server = SeataServer.start(jvm);
        open.add(0, server);
        all.add(new Server(name, server.address(), server.pid()));
    }

    List<Server> all() {
        return all;
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    record Server(String name, String address, long pid) {}
}
