package dev.assent.testkit;

import dev.assent.client.ClientTime;
import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import dev.assent.server.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of a kit: of its coordinator and of every client. It moves only by {@link #moveTo}. A thread whose wait was ended
 * while the clock stood is ahead of the clock by the time that it would have waited. Safe for many threads.
 */
final class VirtualTime implements ClientTime, Clock {
    private static final Logger log = LoggerFactory.getLogger(VirtualTime.class);

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
    private final ThreadLocal<Long> ahead = ThreadLocal.withInitial(() -> 0L);
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final Map<Xid, Set<Thread>> workers = new ConcurrentHashMap<>();
    private final Runnable waiting;
    private final BiConsumer<ScheduledExecutorService, Runnable> connecting;
    private final Duration watchdog;
    private long orders;
    private volatile long now;

    /**
     * @param waiting is run when a thread begins to wait
     * @param connecting runs attempts to connect, when there is something to connect to
     * @param watchdog how long a thread may wait by the machine's clock
     */
    VirtualTime(Runnable waiting, BiConsumer<ScheduledExecutorService, Runnable> connecting, Duration watchdog) {
        this.waiting = waiting;
        this.connecting = connecting;
        this.watchdog = watchdog;
    }

    @Override
    public Instant wall() {
        return start.plusNanos(now);
    }

    @Override
    public long monotonicNanos() {
        return now;
    }

    /** How long this time has run. */
    Duration passed() {
        return Duration.ofNanos(now);
    }

    @Override
    public long nanos() {
        return now + ahead.get();
    }

    /** Runs the task when the clock has moved that far; at once if there is nothing to wait for. The task must not block. */
    void after(Duration delay, Runnable task) {
        if (delay.isZero() || delay.isNegative()) {
            task.run();
        } else {
            timer(delay, task);
        }
    }

    private Timer timer(Duration delay, Runnable task) {
        lock.lock();
        try {
            Timer timer = new Timer(now + delay.toNanos(), orders++, task);
            timers.add(timer);
            return timer;
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Timer timer) {
        lock.lock();
        try {
            timers.remove(timer);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void later(ScheduledExecutorService on, Runnable task, Duration delay) {
        after(delay, () -> {
            try {
                on.execute(task);
            } catch (RejectedExecutionException e) {
                log.debug("what a client had to do later is left out, since it was closed");
            }
        });
    }

    @Override
    public void connectLater(ScheduledExecutorService on, Runnable attempt, Duration delay) {
        connecting.accept(on, attempt);
    }

    @Override
    public void pause(Duration length) {
        ahead.set(ahead.get() + length.toNanos());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what hears the answer does not throw
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        Xid xid = XidContext.current().orElse(null);
        if (xid != null) {
            workers.computeIfAbsent(xid, first -> ConcurrentHashMap.newKeySet()).add(Thread.currentThread());
        }
        Wait wait = new Wait(Thread.currentThread(), xid, answer, now + atMost.toNanos());
        answer.whenComplete((done, failure) -> wait.over.complete(true));
        waits.add(wait);
        Timer timer = timer(atMost, () -> wait.over.complete(true));
        try {
            waiting.run();
            wait.over.get(watchdog.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw KitErrors.clockStands(watchdog, xid);
        } finally {
            waits.remove(wait);
            cancel(timer);
        }
        if (answer.isDone()) {
            return answer.get();
        }
        ahead.set(ahead.get() + Math.max(0, wait.due - now));
        throw new TimeoutException();
    }

    /** The threads that wait and have no answer. */
    List<Wait> waits() {
        return waits.stream().filter(Wait::isOpen).toList();
    }

    /** Whether a thread works for the transaction and does not wait. */
    boolean isWorkedFor(Xid xid) {
        Set<Thread> waitingThreads = ConcurrentHashMap.newKeySet();
        waits().forEach(wait -> waitingThreads.add(wait.thread));
        return workers.getOrDefault(xid, Set.of()).stream()
                .anyMatch(thread -> thread.isAlive() && !waitingThreads.contains(thread));
    }

    /** The earliest moment at which something is due, if it is not after the limit; else the limit. In nanoseconds. */
    long nextMoment(long limit) {
        lock.lock();
        try {
            Timer first = timers.peek();
            return first == null ? limit : Math.min(first.due, limit);
        } finally {
            lock.unlock();
        }
    }

    /** Moves to that moment, and runs what is due. */
    void moveTo(long moment) {
        List<Timer> due = new ArrayList<>();
        lock.lock();
        try {
            now = moment;
            for (Timer next = timers.peek(); next != null && next.due <= moment; next = timers.peek()) {
                due.add(timers.remove());
            }
        } finally {
            lock.unlock();
        }
        due.forEach(timer -> timer.task.run());
    }

    private record Timer(long due, long order, Runnable task) {}

    /** A thread that waits for an answer. */
    static final class Wait {
        final Thread thread;
        final @Nullable Xid xid;
        final long due;
        private final CompletableFuture<?> answer;
        private final CompletableFuture<Boolean> over = new CompletableFuture<>();

        Wait(Thread thread, @Nullable Xid xid, CompletableFuture<?> answer, long due) {
            this.thread = thread;
            this.xid = xid;
            this.answer = answer;
            this.due = due;
        }

        boolean isOpen() {
            return !answer.isDone() && !over.isDone();
        }

        /** As if its time were over. */
        void end() {
            over.complete(true);
        }
    }
}
