package dev.assent.crash;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A start of the coordinator that is seen at work: it has replayed its journal and writes what it has found anew. */
final class Recovery {
    private static final int TRIES = 10;
    private static final int PATIENCE_SECONDS = 60;

    private final Coordinator coordinator;
    private final Path data;
    private final ExecutorService threads;

    Recovery(Coordinator coordinator, RunDirectory run, ExecutorService threads) {
        this.coordinator = coordinator;
        this.data = run.path().resolve("coordinator-data");
        this.threads = threads;
    }

    /**
     * Starts and kills the coordinator until a kill comes before it is ready. Each kill's number, as the trap gives it.
     */
    List<Long> kill(InterceptingBranches trap) throws IOException, InterruptedException {
        List<Long> kills = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            Future<Boolean> start;
            try (WatchService watch = data.getFileSystem().newWatchService()) {
                data.register(watch, ENTRY_CREATE);
                start = threads.submit(this::start);
                awaitDraft(watch);
                kills.add(trap.kill());
            }
            if (!becameReady(start)) {
                return kills;
            }
        }
        throw new AssertionError("Expected to kill the coordinator while it recovers, but it always was ready before");
    }

    private boolean start() throws InterruptedException {
        try {
            coordinator.restart();
            return true;
        } catch (AssentException.NotAllowed e) { // it ended before it was ready
            return false;
        }
    }

    private static boolean becameReady(Future<Boolean> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitDraft(WatchService watch) throws InterruptedException {
        while (true) {
            WatchKey key = watch.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(key).as("a new file of the journal").isNotNull();
            if (key.pollEvents().stream()
                    .anyMatch(event -> String.valueOf(event.context()).endsWith(".draft"))) {
                return;
            }
            key.reset();
        }
    }
}
