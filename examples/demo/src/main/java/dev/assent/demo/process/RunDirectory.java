package dev.assent.demo.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of its own for one run, and the programs started in it. Both are gone when it is closed. When this process
 * is interrupted its programs end with it; and even after SIGKILL a small shell, which holds the other end of a pipe,
 * sees that we are gone, kills what we left and deletes the directory.
 */
public final class RunDirectory implements AutoCloseable {
    /** Deaf to Ctrl-C, which reaches every process of the terminal: it has to outlive us by a moment. */
    private static final String CARETAKER = """
            trap '' INT TERM HUP
            pids=' '
            while read -r word pid; do
                case $word in
                    started) pids="$pids$pid " ;;
                    ended) pids="${pids%% $pid *} ${pids#* $pid }" ;;
                    done) exit 0 ;;
                esac
            done
            kill -9 $pids
            tries=0
            until rm -rf "$1" || [ $tries -ge 100 ]; do
                tries=$((tries + 1))
                sleep 0.1
            done
            """;

    private final Path path;
    private final Process caretaker;
    private final PrintStream orders;
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::interrupted, "run-directory-end");
    private boolean ending;
    private volatile boolean kept;

    private RunDirectory(Path path, Process caretaker) {
        this.path = path;
        this.caretaker = caretaker;
        this.orders = new PrintStream(caretaker.getOutputStream(), true, UTF_8);
    }

    /** In the system's directory for temporary files. */
    public static RunDirectory create(String prefix) {
        try {
            Path path = Files.createTempDirectory(prefix + '-').toRealPath();
            Process caretaker = new ProcessBuilder("/bin/sh", "-c", CARETAKER, "sh", path.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            RunDirectory run = new RunDirectory(path, caretaker);
            Runtime.getRuntime().addShutdownHook(run.hook);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    public Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the output of the program of that name goes. */
    public Path log(String name) {
        return path.resolve(name + ".log");
    }

    /** Copies the logs to a directory that stays. */
    public Path keepLogs() {
        try (Stream<Path> files = Files.list(path)) {
            Path kept = Files.createTempDirectory(path.getFileName() + "-logs-");
            for (Path log :
                    (Iterable<Path>) files.filter(file -> file.toString().endsWith(".log"))::iterator) {
                Files.copy(log, kept.resolve(log.getFileName()));
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It and what is in it stay when it is closed; only the programs end. */
    public Path keep() {
        kept = true;
        return path;
    }

    /** @param ready whether a line of its output says that it is */
    public Child start(String name, Predicate<String> ready, ProcessBuilder builder) {
        return start(name, ready, line -> {}, builder);
    }

    /** @param lines told each line of its output, on a thread of its own */
    public Child start(String name, Predicate<String> ready, Consumer<String> lines, ProcessBuilder builder) {
        synchronized (children) {
            if (ending) {
                throw DemoErrors.cannotRun(name, "the run is being ended");
            }
            Child child = Child.start(name, log(name), ready, lines, builder);
            children.add(child);
            orders.println("started " + child.pid());
            return child;
        }
    }

    /** Whether it is being ended from outside, so that whatever fails now has a reason. */
    public boolean isEnding() {
        synchronized (children) {
            return ending;
        }
    }

    /** Takes a program off the list that has ended. */
    public void ended(Child child) {
        children.remove(child);
        orders.println("ended " + child.pid());
    }

    /** The caretaker deletes, for this process may still be writing, and is waited for. */
    private void interrupted() {
        killChildren();
        orders.close();
        caretaker.onExit().join();
    }

    @Override
    public void close() {
        if (isEnding()) {
            return;
        }
        killChildren();
        if (!kept) {
            deleteAll();
        }
        orders.println("done");
        orders.close();
        caretaker.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the hook is running already: it finds nothing left to do
        }
    }

    private void killChildren() {
        synchronized (children) {
            ending = true;
        }
        List.copyOf(children).forEach(child -> {
            child.kill();
            ended(child);
        });
    }

    private void deleteAll() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    return gone(e);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dying server may take its own files away while we do. */
    private static FileVisitResult gone(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }
}
