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
 * The directory of one run and the programs started in it. Closing it ends the programs and deletes the directory. When
 * this process is interrupted, its programs end with it. Even after SIGKILL of this process, a small shell at the other
 * end of a pipe notices that, kills the programs that are left and deletes the directory.
 */
public final class RunDirectory implements AutoCloseable {
    /**
     * It ignores Ctrl-C, which reaches every process of the terminal, because it has to run longer than this process.
     */
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

    /** Creates it in the system's directory for temporary files. */
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

    /** The file that gets the output of the program with that name. */
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

    /** Keeps the directory and its files when this is closed; only the programs end. */
    public Path keep() {
        kept = true;
        return path;
    }

    /** @param ready whether a line of the output says that the program is ready */
    public Child start(String name, Predicate<String> ready, ProcessBuilder builder) {
        return start(name, ready, line -> {}, builder);
    }

    /** @param lines receives each line of the output, on a thread of its own */
    public Child start(String name, Predicate<String> ready, Consumer<String> lines, ProcessBuilder builder) {
        synchronized (children) {
            if (ending) {
                throw DemoErrors.cannotRun(name, "the run is ending");
            }
            Child child = Child.start(name, log(name), ready, lines, builder);
            children.add(child);
            orders.println("started " + child.pid());
            return child;
        }
    }

    /** Whether the run was interrupted, so that later failures are expected. */
    public boolean isEnding() {
        synchronized (children) {
            return ending;
        }
    }

    /** Removes a program that has ended from the list of running programs. */
    public void ended(Child child) {
        children.remove(child);
        orders.println("ended " + child.pid());
    }

    /** Leaves the deletion to the caretaker, because this process may still be writing, and waits for it. */
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

    /** Ignores a file that is gone already: a server that is ending may delete its own files at the same time. */
    private static FileVisitResult gone(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }
}
