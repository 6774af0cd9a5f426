package dev.assent.server;

import dev.assent.core.Policy;
import dev.assent.journal.FileDisk;
import dev.assent.journal.LocalLog;
import dev.assent.model.AssentException;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.edge.SystemClock;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.loop.HeapLimit;
import dev.assent.server.loop.Startup;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** The data directory, and what is said if it cannot be used. */
final class DataDirectory {
    private DataDirectory() {}

    static FileDisk open(Path directory) {
        try {
            return FileDisk.open(directory);
        } catch (UncheckedIOException e) {
            throw badDirectory(directory, e);
        }
    }

    static Startup recover(
            LocalLog journal, ServerOptions options, Policy policy, SystemClock clock, SecureRandom random, End end) {
        try {
            HeapLimit heap = HeapLimit.of(
                    Runtime.getRuntime().maxMemory(), options.limits().memory());
            return Startup.of(journal, heap, policy, clock, random, end);
        } catch (UncheckedIOException e) {
            throw badDirectory(options.data(), e);
        } catch (IllegalStateException | IllegalArgumentException | BufferUnderflowException e) {
            throw ServerErrors.strangeRecord(options.data().toString(), String.valueOf(e.getMessage()));
        }
    }

    private static String seen(Throwable cause) {
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "it is no directory";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "this process may not write " + denied.getFile();
        }
        // its name says what its message leaves out: that is often a path alone
        return "the system answered: " + cause.getClass().getSimpleName() + ' ' + cause.getMessage();
    }

    private static AssentException badDirectory(Path directory, UncheckedIOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return ServerErrors.badDirectory(directory.toAbsolutePath().normalize().toString(), seen(cause));
    }

    /** Counts the bytes of the files that can be read: some may be deleted meanwhile. */
    static long bytes(Path directory) {
        File[] files = directory.toFile().listFiles();
        return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
    }
}
