package dev.assent.simulation.world;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that is left to chance, from one seed. The same in every JVM. */
public final class Chance {
    private static final long PRIME = 0x100000001b3L; // FNV-1a, 64 bits

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(long seed, String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = (mixed ^ name.charAt(i)) * PRIME;
        }
        return new Chance(new SplittableRandom(mixed));
    }

    /** True once in {@code times} times on average; never if that is zero. */
    public boolean oneIn(int times) {
        return times > 0 && random.nextInt(times) == 0;
    }

    /** Both ends included. */
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    public int upTo(int most) {
        return random.nextInt(most + 1);
    }

    public <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** In nanoseconds. */
    public long millis(long least, long most) {
        return between(least * World.MILLISECOND, most * World.MILLISECOND);
    }

    /** In nanoseconds. */
    public long micros(long least, long most) {
        return between(least * World.MICROSECOND, most * World.MICROSECOND);
    }

    /** A generator of its own, for a part whose draws are its own affair. */
    public RandomGenerator split() {
        return random.split();
    }
}
