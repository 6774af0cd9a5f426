package dev.assent.saga;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the thread that waits for an instance do its work. What comes when it has stopped waiting goes to the engine's threads. */
final class CallerLoop implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final SagaTime time;
    private final Executor afterwards;
    private boolean over;

    CallerLoop(SagaTime time, Executor afterwards) {
        this.time = time;
        this.afterwards = afterwards;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (!over) {
                tasks.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        afterwards.execute(task);
    }

    /** Works until the future is done. */
    @SuppressWarnings("FutureReturnValueIgnored") // it only wakes the loop
    void workUntil(CompletableFuture<?> done) throws InterruptedException {
        done.whenComplete((result, error) -> execute(() -> {}));
        try {
            while (!done.isDone()) {
                time.take(tasks).run();
            }
        } finally {
            stop();
        }
    }

    private void stop() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            afterwards.execute(task);
        }
    }
}
