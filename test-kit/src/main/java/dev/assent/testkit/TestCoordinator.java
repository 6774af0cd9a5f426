package dev.assent.testkit;

import dev.assent.core.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of a test: the real one, with its log in memory. After a crash or a stop the next one starts from that log.
 * Its own state is changed on the kit's thread alone; every public method may be called by any other thread.
 */
public final class TestCoordinator {
    static final String ADDRESS = "test-kit:8091";

    private final AssentKit kit;
    private final KitThread thread;
    private final VirtualTime time;
    private final Wire wire;
    private final Stories stories;
    private final List<Crash> crashes = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private WatchedLog log;
    private @Nullable CoordinatorRun run;
    private int starts;

    TestCoordinator(AssentKit kit, KitThread thread, VirtualTime time, Wire wire, Stories stories) {
        this.kit = kit;
        this.thread = thread;
        this.time = time;
        this.wire = wire;
        this.stories = stories;
        this.log = WatchedLog.empty(thread::execute, this::durable);
    }

    /**
     * Lets the coordinator crash when the next such fact is durable, before anything else comes of it: no answer is sent, and
     * no branch gets an outcome. What it had in memory is gone. Another one starts from its log at once; clients connect again
     * and ask again.
     */
    public Fault crashAfter(Fact fact) {
        Fault fault = kit.asked(new Fault("the coordinator to crash after " + fact));
        crashes.add(new Crash(fact, fault));
        return fault;
    }

    /** Crashes now; another one starts from the log at once. Returns when clients have connected again. */
    public void crash() {
        thread.call(() -> {
            running("crash");
            die("the coordinator crashed");
            begin();
            return true;
        });
        kit.rest();
    }

    /** Stops it: what it has begun to do is answered first. Until {@link #start} no client reaches it. */
    public void stop() {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        thread.call(() -> {
            running("stop").stop(() -> {
                run = null;
                wire.detach();
                stories.everywhere("the coordinator was stopped");
                stopped.complete(true);
            });
            return true;
        });
        kit.await(stopped, "the coordinator stops");
    }

    /**
     * Starts it again, from its log. Every open transaction then has at least 15 s left. Returns when clients have connected
     * again.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if it runs
     */
    public void start() {
        thread.call(() -> {
            if (run != null) {
                throw KitErrors.coordinatorRuns();
            }
            begin();
            return true;
        });
        kit.rest();
    }

    /** How often one has started, the first start included. */
    public int starts() {
        return thread.call(() -> starts);
    }

    /** The first part of each xid. */
    public String address() {
        return ADDRESS;
    }

    /** On the kit's thread. */
    void begin() {
        if (starts > 0) {
            log = log.next(thread::execute);
            stories.everywhere("a coordinator started from the log");
        }
        starts++;
        CoordinatorRun next =
                new CoordinatorRun(thread, time, log, ADDRESS, wire::fromCoordinator, wire::close, this::failed);
        run = next;
        wire.attach(next);
    }

    private void failed(Throwable why) {
        failure.compareAndSet(null, why);
        kit.look();
    }

    /** On the kit's thread. */
    void die(String how) {
        CoordinatorRun dead = run;
        if (dead != null) {
            dead.crash();
            run = null;
            wire.detach();
            stories.everywhere(how);
        }
    }

    /** False if the coordinator ends with these facts. On the kit's thread. */
    private boolean durable(List<Event> facts) {
        List<Fault> due = new ArrayList<>();
        for (Event fact : facts) {
            stories.durable(fact);
            for (Crash crash : crashes) {
                if (due.isEmpty()
                        && crash.fact.is(fact)
                        && crash.fault.takes(stories.service(fact), stories.resource(fact))
                        && crash.fault.happen()) {
                    due.add(crash.fault);
                }
            }
        }
        if (due.isEmpty()) {
            return true;
        }
        die("the coordinator crashed, as the test asked: " + due.get(0));
        begin();
        return false;
    }

    /** Null if it is stopped. On the kit's thread. */
    @Nullable
    CoordinatorRun run() {
        return run;
    }

    /** On the kit's thread. */
    CoordinatorRun running(String task) {
        CoordinatorRun now = run;
        if (now == null) {
            throw KitErrors.coordinatorDown(task);
        }
        return now;
    }

    /** Any thread. */
    void requireSound() {
        Throwable why = failure.get();
        if (why != null) {
            throw KitErrors.failed(why);
        }
    }

    private record Crash(Fact fact, Fault fault) {}
}
