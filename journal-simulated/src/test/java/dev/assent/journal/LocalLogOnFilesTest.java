package dev.assent.journal;

import dev.assent.journal.simulated.ForwardingDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** In a directory of the operating system, with the threads that a server gives it. */
final class LocalLogOnFilesTest extends DurableLogContract {
    private final Random random = new Random(1);
    private final ExecutorService io = Executors.newSingleThreadExecutor();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private volatile boolean forceFails;
    private @Nullable FileDisk disk;

    @TempDir
    private Path directory;

    @Override
    protected DurableLog next() {
        end();
        forceFails = false;
        FileDisk opened = FileDisk.open(directory, () -> {});
        disk = opened;
        return new LocalLog(new FailingDisk(opened), Life.TINY, random, io, background);
    }

    private void end() {
        settle();
        if (disk != null) {
            disk.close();
        }
    }

    @AfterEach
    void endTheLast() {
        end();
        io.shutdown();
        background.shutdown();
    }

    @Override
    protected void settle() {
        for (int hop = 0; hop < 3; hop++) { // a snapshot goes from one to the other and back
            CompletableFuture.runAsync(() -> {}, io).join();
            CompletableFuture.runAsync(() -> {}, background).join();
        }
    }

    @Override
    protected void failNext() {
        forceFails = true;
    }

    @Override
    protected void takeOver() {
        try {
            Files.delete(directory.resolve("lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class FailingDisk extends ForwardingDisk {
        FailingDisk(Disk disk) {
            super(disk);
        }

        @Override
        protected DiskFile file(String name, DiskFile file) {
            return new ForwardingFile(file) {
                @Override
                public void force() {
                    if (forceFails) {
                        throw new UncheckedIOException(new IOException("Input/output error"));
                    }
                    super.force();
                }
            };
        }
    }
}
