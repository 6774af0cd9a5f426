package dev.assent.journal;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Files that a newer snapshot stands for. They may stay, and take room; so one that cannot be deleted is tried again. */
final class Leftovers {
    private final Disk disk;
    private final Queue<String> names = new ArrayDeque<>();
    private @Nullable RuntimeException trouble;

    Leftovers(Disk disk) {
        this.disk = disk;
    }

    void delete(Collection<String> old) {
        names.addAll(old);
        deleteAll();
    }

    /** Tries again to delete what could not be deleted. */
    void deleteAll() {
        try {
            while (!names.isEmpty()) {
                disk.delete(names.element());
                names.remove();
            }
            trouble = null;
        } catch (UncheckedIOException e) {
            trouble = e;
        }
    }

    Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }
}
