package dev.assent.testkit;

import dev.assent.core.Event;
import dev.assent.journal.Batch;
import dev.assent.journal.DurableLog;
import dev.assent.journal.LogOutcome;
import dev.assent.journal.LogOutcome.Committed;
import dev.assent.journal.LogRole;
import dev.assent.journal.StateMachine;
import dev.assent.journal.simulated.SimulatedLog;
import dev.assent.server.record.RecordCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** One run's part in the log, which sees each fact at the moment at which it is durable. For the kit's thread. */
final class WatchedLog implements DurableLog {
    private final SimulatedLog log;
    private final Predicate<List<Event>> durable;
    private final RecordCodec codec = new RecordCodec();
    private boolean cutOff;

    private WatchedLog(Function<Executor, SimulatedLog> log, Executor thread, Predicate<List<Event>> durable) {
        this.log = log.apply(task -> thread.execute(() -> {
            if (!cutOff) {
                task.run();
            }
        }));
        this.durable = durable;
    }

    /**
     * An empty log.
     *
     * @param durable sees the facts of a batch that is durable; if it says false, the coordinator never hears of it
     */
    static WatchedLog empty(Executor thread, Predicate<List<Event>> durable) {
        return new WatchedLog(io -> new SimulatedLog(UUID.randomUUID(), io), thread, durable);
    }

    /** The part of the next run, with all that is durable. */
    WatchedLog next(Executor thread) {
        return new WatchedLog(log::next, thread, durable);
    }

    /** Nothing more of this run gets into the log. */
    void cutOff() {
        cutOff = true;
    }

    @Override
    public void append(Batch batch, Consumer<LogOutcome> done) {
        log.append(batch, outcome -> {
            if (!(outcome instanceof Committed) || durable.test(facts(batch))) {
                done.accept(outcome);
            }
        });
    }

    private List<Event> facts(Batch batch) {
        List<Event> facts = new ArrayList<>();
        batch.records().forEach(record -> codec.decode(ByteBuffer.wrap(record), (at, event) -> facts.add(event)));
        return facts;
    }

    @Override
    public void open(StateMachine state) {
        log.open(state);
    }

    @Override
    public UUID id() {
        return log.id();
    }

    @Override
    public long epoch() {
        return log.epoch();
    }

    @Override
    public LogRole role() {
        return log.role();
    }

    @Override
    public long durable() {
        return log.durable();
    }

    @Override
    public void confirm(Consumer<LogOutcome> done) {
        log.confirm(done);
    }

    @Override
    public void tick(long stateBytes) {
        log.tick(stateBytes);
    }

    @Override
    public boolean spaceIsLow() {
        return log.spaceIsLow();
    }

    @Override
    public void close() {
        log.close();
    }
}
