package dev.assent.journal.simulated;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** A file's contents, twice: as the process sees them, and as the platter has them. */
final class Inode {
    static final int SECTOR = 512;

    private byte[] seen = new byte[0];
    private byte[] stable = new byte[0];
    private final BitSet dirty = new BitSet();

    int size() {
        return seen.length;
    }

    void write(int position, ByteBuffer bytes) {
        int end = position + bytes.remaining();
        if (end > seen.length) {
            seen = Arrays.copyOf(seen, end);
        }
        if (end > position) {
            dirty.set(position / SECTOR, (end - 1) / SECTOR + 1);
            bytes.get(seen, position, end - position);
        }
    }

    int read(int position, ByteBuffer target) {
        int length = Math.max(0, Math.min(target.remaining(), seen.length - position));
        if (length > 0) {
            target.put(seen, position, length);
        }
        return length;
    }

    void cut(int size) {
        seen = Arrays.copyOf(seen, size);
        stable = Arrays.copyOf(stable, Math.min(size, stable.length));
    }

    void flip(int position) {
        seen[position] ^= 0x10;
        stable[position] ^= 0x10;
    }

    void force() {
        if (stable.length < seen.length) {
            stable = Arrays.copyOf(stable, seen.length);
        }
        dirty.stream().forEach(this::persist);
        dirty.clear();
    }

    /** As Linux does: the pages count as clean, and are not tried again. */
    void failToForce() {
        dirty.clear();
    }

    /** What a power loss leaves: of the sectors written since the last force any, the last of them perhaps as noise. */
    Inode afterPowerLoss(RandomGenerator random) {
        if (!dirty.isEmpty()) {
            int kept = random.nextInt(5);
            if (kept > 0 || random.nextBoolean()) {
                stable = Arrays.copyOf(stable, seen.length);
            }
            dirty.stream().filter(sector -> random.nextInt(4) < kept).forEach(this::persist);
            if (random.nextInt(4) == 0) {
                garble(dirty.length() - 1, random);
            }
        }
        Inode left = new Inode();
        left.stable = stable.clone();
        left.seen = stable.clone();
        return left;
    }

    private void persist(int sector) {
        int start = sector * SECTOR;
        int end = Math.min(start + SECTOR, Math.min(seen.length, stable.length));
        if (end > start) {
            System.arraycopy(seen, start, stable, start, end - start);
        }
    }

    private void garble(int sector, RandomGenerator random) {
        for (int at = sector * SECTOR; at < Math.min((sector + 1) * SECTOR, stable.length); at++) {
            stable[at] = (byte) random.nextInt();
        }
    }
}
