package dev.assent.journal;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lets work be done until some of it fails, and none after that: pages that could not be written may count as clean. */
final class FailStop {
    private @Nullable RuntimeException failure;

    /** @param doing completes the sentence "Expected the disk to" */
    void attempt(String doing, Runnable work) {
        if (failure != null) {
            throw JournalErrors.failedBefore(failure);
        }
        try {
            work.run();
        } catch (UncheckedIOException | JournalException.DiskFull e) {
            failure = e;
            throw JournalErrors.failed(doing, e);
        } catch (RuntimeException | Error e) {
            failure = new IllegalStateException(e);
            throw e;
        }
    }

    boolean hasStopped() {
        return failure != null;
    }

    void stop(RuntimeException why) {
        failure = why;
    }
}
