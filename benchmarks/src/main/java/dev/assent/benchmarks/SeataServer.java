package dev.assent.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Seata's server 2.0.0 with a file store, in a process and a directory of its own. It is ready when its port answers.
 */
final class SeataServer implements Closeable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String HOST = "127.0.0.2";

    private final WorkDirectory directory;
    private final Process process;
    private final int port;

    private SeataServer(WorkDirectory directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** @param jvm options that differ from the distribution's */
    static SeataServer start(List<String> jvm) throws IOException {
        WorkDirectory directory = WorkDirectory.make();
        int port = freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(Installation.seataServer(List.of("-Dserver.port=" + freePort()), port));
        Path said = directory.path().resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        SeataServer server = new SeataServer(directory, process, port);
        server.awaitReady(said);
        return server;
    }

    private void awaitReady(Path said) throws IOException {
        long start = System.nanoTime();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("Expected Seata's server to answer on port " + port + ", but it said "
                        + Files.readString(said));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    String address() {
        return HOST + ':' + port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        directory.close();
    }
}
