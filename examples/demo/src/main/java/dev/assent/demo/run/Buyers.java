package dev.assent.demo.run;

import dev.assent.client.Transactions;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseFailed;
import dev.assent.demo.shop.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Customers that buy at the same time, each on a thread of its own, and try a purchase again if that makes sense. */
final class Buyers {
    private static final Logger log = LoggerFactory.getLogger(Buyers.class);

    private static final int MOST_TRIES = 60;
    private static final long LONGEST_PAUSE_MS = 2_000;

    private final Shop shop;
    private final PurchaseQueue queue;
    private final CoordinatorKill kill;
    private final Tally tally;
    private final ErrorClassifier errors;
    private final Map<Integer, Integer> tries = new ConcurrentHashMap<>();

    Buyers(Shop shop, Transactions coordinator, PurchaseQueue queue, CoordinatorKill kill, Tally tally) {
        this.shop = shop;
        this.queue = queue;
        this.kill = kill;
        this.tally = tally;
        this.errors = new ErrorClassifier(coordinator);
    }

    /** Returns when every purchase is over. */
    void buyAll(int concurrency) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= concurrency; i++) {
            Thread thread = new Thread(this::buyUntilClosed, "buyer-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void buyUntilClosed() {
        try {
            for (Optional<Purchase> next = queue.next(); next.isPresent(); next = queue.next()) {
                buy(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void buy(Purchase purchase) {
        Attempt attempt = new Attempt(purchase, kill);
        kill.starts(attempt);
        long start = System.nanoTime();
        try {
            shop.buy(purchase, attempt);
            end(attempt, Ending.COMMITTED, start);
        } catch (PurchaseFailed e) {
            end(attempt, Ending.of(e.reason()), start);
        } catch (RuntimeException e) {
            errors.retry(attempt, e)
                    .ifPresentOrElse(why -> again(attempt, why, e, start), () -> fail(attempt, e, start));
        } finally {
            kill.ends(attempt);
        }
    }

    private void fail(Attempt attempt, RuntimeException error, long start) {
        Ending ending = errors.ending(attempt, error);
        if (ending == Ending.UNEXPECTED) {
            tally.unexpected(error);
        }
        end(attempt, ending, start);
    }

    private void end(Attempt attempt, Ending ending, long start) {
        tally.ended(attempt, ending, Duration.ofNanos(System.nanoTime() - start));
        queue.done();
    }

    /** Puts the purchase back into the queue, with a pause that grows with each attempt, up to a limit of attempts. */
    private void again(Attempt attempt, Tally.Retry why, RuntimeException error, long start) {
        int number = attempt.purchase().number();
        int tried = tries.merge(number, 1, Integer::sum);
        log.debug("purchase {} was tried {} times: {}", number, tried, error.toString());
        if (tried == MOST_TRIES) {
            tally.unexpected(error);
            end(attempt, Ending.UNEXPECTED, start);
            return;
        }
        tally.again(attempt, why);
        long pause =
                Math.min(LONGEST_PAUSE_MS, tried * ThreadLocalRandom.current().nextLong(20, 60));
        queue.again(attempt.purchase(), Duration.ofMillis(pause));
    }
}
