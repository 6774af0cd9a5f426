package dev.assent.journal.simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The names, twice: as the process sees them, and as they were when the directory was last forced. */
final class Directory {
    private final Map<String, Inode> seen = new LinkedHashMap<>();
    private final Map<String, Inode> stable = new LinkedHashMap<>();
    private final List<Change> pending = new ArrayList<>();

    @FunctionalInterface
    private interface Change {
        void applyTo(Map<String, Inode> names);
    }

    Map<String, Inode> names() {
        return seen;
    }

    void create(String name, Inode file) {
        change(names -> names.put(name, file));
    }

    void rename(String from, String to, Inode file) {
        change(names -> {
            names.remove(from);
            names.put(to, file);
        });
    }

    void delete(String name) {
        change(names -> names.remove(name));
    }

    private void change(Change change) {
        change.applyTo(seen);
        pending.add(change);
    }

    void force() {
        stable.clear();
        stable.putAll(seen);
        pending.clear();
    }

    /** Each change since the last force is there or not, each whole, in any mixture. */
    Directory afterPowerLoss(RandomGenerator random) {
        int kept = random.nextInt(5);
        pending.stream().filter(change -> random.nextInt(4) < kept).forEach(change -> change.applyTo(stable));
        Directory left = new Directory();
        stable.forEach((name, file) -> left.stable.put(name, file.afterPowerLoss(random)));
        left.seen.putAll(left.stable);
        return left;
    }
}
