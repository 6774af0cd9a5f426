package dev.assent.journal;

/** A state that can be written as records. */
@FunctionalInterface
public interface SnapshotSource {
    /** Hands the records of the whole state to {@code out}; replayed in this order they must yield the same state. */
    void writeTo(RecordConsumer out);
}
