package dev.assent.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A clock that stands until its threads have nothing to do, and then goes to the next timer. */
public final class VirtualTime implements SagaTime {
    private record Timer(Instant at, long number, Runnable task) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparing(Timer::number));
    private final ReentrantLock lock = new ReentrantLock();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long number;

    @Override
    public Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void later(Duration delay, Runnable task) {
        lock.lock();
        try {
            timers.add(new Timer(now.plus(delay.isNegative() ? Duration.ZERO : delay), number++, task));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Runnable take(BlockingQueue<Runnable> tasks) throws InterruptedException {
        while (true) {
            Runnable task = tasks.poll();
            if (task != null) {
                return task;
            }
            Timer timer = next();
            if (timer == null) {
                return tasks.take();
            }
            timer.task().run();
        }
    }

    private @Nullable Timer next() {
        lock.lock();
        try {
            Timer timer = timers.poll();
            if (timer != null && timer.at().isAfter(now)) {
                now = timer.at();
            }
            return timer;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time go by, and runs what is due. */
    public void advance(Duration time) {
        Instant to = now().plus(time);
        while (true) {
            Timer timer;
            lock.lock();
            try {
                Timer first = timers.peek();
                if (first == null || first.at().isAfter(to)) {
                    now = to;
                    return;
                }
            } finally {
                lock.unlock();
            }
            timer = next();
            if (timer != null) {
                timer.task().run();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            timers.clear();
        } finally {
            lock.unlock();
        }
    }
}
