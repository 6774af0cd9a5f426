package dev.assent.core;

/** A hash table from long to byte by open addressing; value 0 means absent. The same in every JVM. */
final class LongByteTable {
    private static final int FIRST = 64;
    private static final int STRIDE = 0x9E3779B1; // odd, so that it comes to every block once

    private long[] keys = new long[FIRST];
    private byte[] values = new byte[FIRST];
    private int size;

    /** 0 if it is absent. */
    byte get(long key) {
        return values[slot(key)];
    }

    void put(long key, byte value) {
        if (value == 0) {
            throw new IllegalArgumentException("Expected a value other than 0");
        }
        if ((size + 1) * 3L > keys.length * 2L) {
            grow();
        }
        int slot = slot(key);
        size += values[slot] == 0 ? 1 : 0;
        keys[slot] = key;
        values[slot] = value;
    }

    int size() {
        return size;
    }

    /**
     * Block by block, far from the order of the slots: in that order, a smaller table to which all is copied would fill up
     * from one end, and each copy search ever longer for a free slot.
     */
    void forEach(Visitor visitor) {
        int mask = keys.length - 1;
        for (int i = 0; i < keys.length; i++) {
            int slot = (i / FIRST * STRIDE * FIRST + i % FIRST) & mask;
            if (values[slot] != 0) {
                visitor.visit(keys[slot], values[slot]);
            }
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L; // Fibonacci hashing (Knuth, TAOCP 6.4)
        int slot = (int) (mixed >>> 32) & mask;
        while (values[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new byte[oldValues.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    interface Visitor {
        void visit(long key, byte value);
    }
}
