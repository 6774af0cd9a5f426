package dev.assent.journal;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * The ordered, durable log that a state rests on, whatever keeps it: the {@link LocalLog} in a data directory, a database, a
 * group of machines. A log has one leader at a time, whose term has a number, the epoch; the leader alone appends.
 *
 * <p>What every log promises:
 *
 * <ul>
 *   <li>Records that were committed and forced are replayed by every later leader, in order, each once.
 *   <li>A term begins with records of its own, which are committed before anything else of it.
 *   <li>Outcomes come in the order of the batches, one for each. After the first that is not {@link
 *       LogOutcome.Committed} no other is committed: what a batch rests on is in the log whenever the batch is.
 *   <li>Epochs and positions grow for ever; a copy of a log has the same {@link #id}.
 * </ul>
 *
 * {@link #open}, {@link #append}, {@link #confirm} and {@link #tick} are called by one thread at a time. Outcomes and {@link
 * StateMachine} are called on threads of the log.
 */
public interface DurableLog extends AutoCloseable {
    /**
     * Replays all that is committed, and takes part in the log from then on. A log of one member returns when it leads; others
     * may return before, and go on replaying what other members append until {@link StateMachine#beginTerm}. Once only.
     *
     * @throws JournalException if what was durable cannot be read, or there is no room to begin
     */
    void open(StateMachine state);

    /** The identity of the log: the same for all its members, terms and copies. */
    UUID id();

    /** The number of the term in which this member leads, or of the last one that it has seen. */
    long epoch();

    LogRole role();

    /**
     * The position of the last record that is known to be committed and durable; when a term begins, of the last one that was
     * replayed. Any thread may ask.
     */
    long durable();

    /**
     * Appends records. Returns at once; more batches may be appended before the outcome of this one is known.
     *
     * @param done hears of the outcome
     */
    void append(Batch batch, Consumer<LogOutcome> done);

    /**
     * Makes sure that this member still led after the call began, so that what it knows was not out of date then.
     *
     * @param done hears {@link LogOutcome.Committed} if it did; a log that no other can lead answers at once
     */
    void confirm(Consumer<LogOutcome> done);

    /**
     * Call it about every second: prepares what the log needs ahead, and looks whether another leads.
     *
     * @param stateBytes how large a snapshot of the state of this moment can be at most
     */
    void tick(long stateBytes);

    /** Whether there is room to end what is open and no more: refuse what adds to the state. Any thread may ask. */
    boolean spaceIsLow();

    /** Makes all that was committed durable, and ends. Call it when no task of the log runs any more. */
    @Override
    void close();
}
