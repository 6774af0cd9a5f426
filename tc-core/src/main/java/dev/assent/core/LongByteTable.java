package dev.assent.core;

/** A hash table from long to byte by open addressing; value 0 means absent. The same in every JVM. */
final class LongByteTable {
    private static final int FIRST = 64;

    private long[] keys = new long[FIRST];
    private byte[] values = new byte[FIRST];
    private int size;

    boolean contains(long key) {
        return values[slot(key)] != 0;
    }

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

    void forEach(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != 0) {
                visitor.visit(keys[i], values[i]);
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
