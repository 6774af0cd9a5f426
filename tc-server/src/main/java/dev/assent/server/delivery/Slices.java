package dev.assent.server.delivery;

import dev.assent.server.port.Scheduler;
import java.util.List;
import java.util.function.Consumer;

/** Cuts long work of the loop into tasks, so that other clients are answered in between. */
public final class Slices {
    /** Items of one task. */
    public static final int SIZE = 1000;

    private Slices() {}

    /** The first slice at once, each other as a task of its own. */
    public static <T> void run(Scheduler scheduler, List<T> items, Consumer<T> action) {
        int size = Math.min(SIZE, items.size());
        items.subList(0, size).forEach(action);
        if (size < items.size()) {
            List<T> rest = items.subList(size, items.size());
            scheduler.run(() -> run(scheduler, rest, action));
        }
    }
}
