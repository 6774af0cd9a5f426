package dev.assent.testkit;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.testkit.Stories.Story;
import dev.assent.testkit.VirtualTime.Wait;
import dev.assent.tm.TransactionHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.assertj.core.api.AssertProvider;

/**
 * A coordinator for one test, in the test's process, with its clock, its network and its services. Made by {@link AssentTest},
 * or by {@link #start} and closed by the test. Safe for many threads.
 *
 * <p>Its clock stands still until {@link TestClock#advance} moves it. A call of a service that has to wait for something that
 * only the clock could bring ends at once, with the answer that it would get at the end of its wait: a rollback whose branch
 * fails is answered as going on, and a request whose answer is lost has got no answer. A call that waits for a row of a
 * transaction that another thread works for waits for that thread.
 */
public final class AssentKit implements AutoCloseable, AssertProvider<AssentKitAssert> {
    /** By the machine's clock: what takes longer is a mistake in the test, or in Assent. */
    private static final Duration WATCHDOG = Duration.ofMinutes(1);

    private final Duration watchdog;
    private final KitThread thread;
    private final VirtualTime time;
    private final Stories stories;
    private final Wire wire;
    private final TestClock clock;
    private final TestCoordinator coordinator;
    private final TestNetwork network;
    private final Map<String, TestService> services = new LinkedHashMap<>();
    private final List<Fault> asked = new CopyOnWriteArrayList<>();
    private final List<AssentClient> clients = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Boolean>> asking = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock moving = new ReentrantLock();
    private final ReentrantLock making = new ReentrantLock();
    private volatile boolean advancing;
    /** What waits until nothing is left to do; on the kit's thread. */
    private final List<CompletableFuture<Boolean>> resting = new ArrayList<>();

    /** How many frames had passed when waits were answered last; on the kit's thread. */
    private long answeredAt = -1;

    private AssentKit(Duration watchdog) {
        this.watchdog = watchdog;
        thread = new KitThread(watchdog);
        time = new VirtualTime(this::look, this::dial, watchdog);
        stories = new Stories(time);
        wire = new Wire(thread, time, stories, this::look);
        clock = new TestClock(this, time);
        coordinator = new TestCoordinator(this, thread, time, wire, stories);
        network = new TestNetwork(wire, this);
        thread.call(() -> {
            coordinator.begin();
            return true;
        });
    }

    /** A new coordinator with an empty log. Close it. */
    public static AssentKit start() {
        return start(WATCHDOG);
    }

    /** @param watchdog how long anything may take by the machine's clock */
    static AssentKit start(Duration watchdog) {
        return new AssentKit(watchdog);
    }

    public TestClock clock() {
        return clock;
    }

    public TestCoordinator coordinator() {
        return coordinator;
    }

    public TestNetwork network() {
        return network;
    }

    /**
     * The branches of a service, to let them fail.
     *
     * @param name of the service or of the resource; of a database the last part of its name is enough, {@code stock} for
     *     {@code jdbc:h2:mem:stock}. A test ends with an error if no such branch appears
     */
    public TestBranch branch(String name) {
        return new TestBranch(Names.required("a branch's service or resource", name), wire, this);
    }

    /** A service with a client of its own; the same for the same name. */
    public TestService service(String name) {
        requireOpen();
        Names.required("a service", name);
        making.lock();
        try {
            return services.computeIfAbsent(
                    name, first -> new TestService(name, connect(ClientOptions.to(coordinator.address(), name)), this));
        } finally {
            making.unlock();
        }
    }

    /**
     * A client of the test's coordinator, on the test's clock. The kit closes it at its end.
     *
     * @param options their coordinator names it to people only; clock, heartbeat and the pauses before the next attempt to
     *     connect are the kit's
     */
    public AssentClient connect(ClientOptions options) {
        requireOpen();
        ClientOptions own = options.toBuilder()
                .time(time)
                .heartbeat(Duration.ofDays(1), Duration.ofDays(2))
                .build();
        AssentClient client = AssentClient.connect(own, wire.address(), thread.loop());
        clients.add(client);
        return client;
    }

    /**
     * A hook for {@code GlobalTransactions} that the kit has not made: with it {@link TransactionAssert#because} knows the
     * exceptions for which they roll back.
     */
    public TransactionHook reasons() {
        return new TransactionHook() {
            @Override
            public void rollsBackFor(Xid xid, Throwable reason) {
                stories.reason(xid, reason);
            }
        };
    }

    /** All transactions that have begun, in that order. */
    public List<ObservedTransaction> transactions() {
        rest();
        return stories.all().stream()
                .map(story -> new ObservedTransaction(this, story))
                .toList();
    }

    /**
     * The last transaction that has begun.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if none has
     */
    public ObservedTransaction lastTransaction() {
        List<ObservedTransaction> all = transactions();
        if (all.isEmpty()) {
            throw KitErrors.noTransaction("a transaction", List.of());
        }
        return all.get(all.size() - 1);
    }

    /**
     * The last transaction of that name.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if no transaction of that name has begun
     */
    public ObservedTransaction transaction(String name) {
        List<ObservedTransaction> all = transactions();
        return all.stream()
                .filter(each -> each.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow(() -> KitErrors.noTransaction("a transaction named '" + name + "'", names(all)));
    }

    /** @throws dev.assent.model.AssentException.NotAllowed if it has not begun here, or has begun and never had a branch */
    public ObservedTransaction transaction(Xid xid) {
        rest();
        Story story = stories.find(xid)
                .orElseThrow(() -> KitErrors.noTransaction("transaction " + xid, names(transactions())));
        return new ObservedTransaction(this, story);
    }

    private static List<String> names(List<ObservedTransaction> all) {
        return all.stream().map(ObservedTransaction::toString).toList();
    }

    /** Waits until nothing is left to do at the time that the clock shows. */
    public void settle() {
        rest();
    }

    @Override
    public AssentKitAssert assertThat() {
        return new AssentKitAssert(this);
    }

    /**
     * Ends the coordinator and its clients.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if a fault that the test has asked for never happened, or the
     *     coordinator has failed
     */
    @Override
    public void close() {
        if (end()) {
            coordinator.requireSound();
            requireUsed();
        }
    }

    /** Ends it without a look at what the test has asked for. False if it was closed. */
    boolean end() {
        if (closed.getAndSet(true)) {
            return false;
        }
        advancing = false;
        clients.forEach(AssentClient::close);
        thread.call(() -> {
            coordinator.die("the test ended");
            return true;
        });
        wire.close();
        thread.close();
        return true;
    }

    /**
     * Ends all faults, for a kit that serves several tests: call it after each of them.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if a fault that the test has asked for never happened
     */
    public void endFaults() {
        rest();
        requireUsed();
    }

    private void requireUsed() {
        List<Fault> unused = asked.stream().filter(Fault::isUnused).toList();
        asked.forEach(Fault::cancel);
        asked.clear();
        if (!unused.isEmpty()) {
            List<String> branches = stories.branches();
            throw KitErrors.unused(
                    "Expected %s, as the test has asked, but it never happened. Branches were registered by %s."
                            .formatted(
                                    unused.stream().map(Fault::toString).collect(Collectors.joining("; and ")),
                                    branches.isEmpty() ? "no service" : String.join(", ", branches)));
        }
    }

    Fault asked(Fault fault) {
        asked.add(fault);
        return fault;
    }

    void requireOpen() {
        if (closed.get()) {
            throw KitErrors.closed();
        }
    }

    List<TestService> services() {
        making.lock();
        try {
            return List.copyOf(services.values());
        } finally {
            making.unlock();
        }
    }

    TransactionStatus status(Xid xid) {
        rest();
        return thread.call(() -> coordinator
                .running("say how a transaction stands")
                .coordinator()
                .status(xid));
    }

    int lockedRows() {
        rest();
        return thread.call(
                () -> coordinator.running("count its locks").coordinator().lockedRows());
    }

    List<ObservedTransaction> openTransactions() {
        rest();
        List<Xid> open = thread.call(
                () -> coordinator.running("list what is open").coordinator().openXids());
        return open.stream()
                .flatMap(xid -> stories.find(xid).stream())
                .map(story -> new ObservedTransaction(this, story))
                .toList();
    }

    /** Moves the clock, and stops where something is due. */
    void advance(Duration by) {
        requireOpen();
        if (thread.isCurrent()) {
            throw KitErrors.onKitThread();
        }
        moving.lock();
        advancing = true;
        try {
            rest();
            long target = Math.addExact(time.monotonicNanos(), by.toNanos());
            for (long next = time.nextMoment(target); next < target; next = time.nextMoment(target)) {
                time.moveTo(next);
                rest();
            }
            time.moveTo(target);
            expire();
            rest();
        } finally {
            advancing = false;
            moving.unlock();
            look();
        }
    }

    /** The coordinator looks at time-outs each second; at the end of an advance none is left for the next second. */
    private void expire() {
        thread.call(() -> {
            CoordinatorRun run = coordinator.run();
            if (run != null) {
                run.expireDue();
            }
            return true;
        });
    }

    /** Waits until nothing is left to do. Not on the kit's thread. */
    void rest() {
        CompletableFuture<Boolean> rest = new CompletableFuture<>();
        asking.add(rest);
        look();
        await(rest, "");
        coordinator.requireSound();
    }

    void await(CompletableFuture<Boolean> done, String what) {
        if (thread.isCurrent()) {
            throw KitErrors.onKitThread();
        }
        try {
            done.get(watchdog.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KitErrors.interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            List<String> work = thread.call(wire::work);
            throw KitErrors.noRest(watchdog, what.isEmpty() ? String.join(", ", work) : what);
        }
    }

    private void dial(ScheduledExecutorService on, Runnable attempt) {
        wire.dial(on, attempt);
    }

    /** Looks, behind all tasks of the kit's thread, whether something is left to do. Any thread. */
    void look() {
        if (!closed.get() && looking.compareAndSet(false, true)) {
            thread.execute(this::lookNow);
        }
    }

    private void lookNow() {
        looking.set(false);
        // before the look at the tasks: a thread gives its task to the kit's thread first, and waits then
        for (CompletableFuture<Boolean> rest = asking.poll(); rest != null; rest = asking.poll()) {
            resting.add(rest);
        }
        List<Wait> waits = time.waits();
        if (thread.isBusy()) {
            look();
        } else if (wire.work().isEmpty()) {
            List<CompletableFuture<Boolean>> now = List.copyOf(resting);
            resting.clear();
            boolean moving = advancing;
            now.forEach(rest -> rest.complete(true));
            if (!moving) {
                endWaits(waits);
            }
        }
    }

    /** Nothing is left to do: what a thread still waits for, only the clock or another thread could bring. */
    private void endWaits(List<Wait> waits) {
        if (waits.isEmpty()) {
            return;
        }
        CoordinatorRun run = coordinator.run();
        if (run != null && answeredAt != wire.frames()) {
            answeredAt = wire.frames();
            run.answerWaits(othersWork(run));
            look();
            return;
        }
        Set<Xid> forRows = run == null ? Set.of() : run.loop().waitingForRows();
        waits.stream()
                .filter(wait -> wait.isOpen() && (wait.xid == null || !forRows.contains(wait.xid)))
                .min(Comparator.comparingLong(wait -> wait.due))
                .ifPresent(wait -> {
                    wait.end();
                    look();
                });
    }

    private boolean othersWork(CoordinatorRun run) {
        return run.coordinator().openXids().stream().anyMatch(time::isWorkedFor);
    }
}
