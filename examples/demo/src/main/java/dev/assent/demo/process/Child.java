package dev.assent.demo.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A child process. Its output goes to a log file, line by line, and one line of it says that it is ready. This process
 * holds the other end of its standard input, so the child can notice when this process has ended.
 */
public final class Child {
    private static final int TAIL = 8;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> readyLine = new CompletableFuture<>();
    private final CompletableFuture<String> endOfOutput = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, Path log, Predicate<String> ready, Consumer<String> lines, ProcessBuilder builder) {
        try {
            Child child = new Child(name, builder.redirectErrorStream(true).start(), log);
            Thread reader = new Thread(() -> child.read(ready, lines), name + "-output");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw DemoErrors.cannotRun(
                    name + " (" + builder.command().get(0) + ")", "it does not start: " + e.getMessage());
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to its standard input. */
    public void send(String line) {
        try {
            Writer input = process.outputWriter(UTF_8);
            input.append(line).append('\n').flush();
        } catch (IOException e) {
            throw DemoErrors.endedEarly(name, tail(), log);
        }
    }

    /** Waits for the line that says that it is ready, and kills the program if that does not come in time. */
    public String awaitReady(Duration limit) throws InterruptedException {
        try {
            return readyLine.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw DemoErrors.endedEarly(name, tail(), log);
        } catch (TimeoutException e) {
            kill();
            throw DemoErrors.notReady(name, limit, tail(), log);
        }
    }

    /** Waits until it has ended by itself. Any exit code except 0 is an error. */
    public void awaitSuccess(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw DemoErrors.notReady(name, limit, tail(), log);
        }
        if (process.exitValue() != 0) {
            throw DemoErrors.endedEarly(name, tail(), log);
        }
    }

    /** Sends SIGTERM, and SIGKILL after the limit. The program has ended when this returns. */
    public void stop(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** Sends SIGKILL. The program has ended when this returns. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * Waits until all its output has been read. Children of the program must have ended, or this waits for them too.
     */
    public void awaitEndOfOutput() {
        endOfOutput.join();
    }

    private void read(Predicate<String> ready, Consumer<String> lines) {
        try (BufferedReader said = process.inputReader(UTF_8);
                Writer copy =
                        Files.newBufferedWriter(log, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                copy.append(line).append('\n').flush();
                remember(line);
                lines.accept(line);
                if (ready.test(line)) {
                    readyLine.complete(line);
                }
            }
            readyLine.completeExceptionally(new IllegalStateException("ended"));
        } catch (IOException e) {
            readyLine.completeExceptionally(new UncheckedIOException(e));
        } finally {
            endOfOutput.complete(name);
        }
    }

    private synchronized void remember(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }

    private synchronized String tail() {
        return String.join(System.lineSeparator(), List.copyOf(tail));
    }
}
