package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.demo.audit.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every purchase and its state. Each report of a shop counts as one event. */
final class Ledger {
    private final Map<Integer, Attempt> attempts = new TreeMap<>();
    private final Map<Integer, Attempt> open = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private long events;

    synchronized void requested(int purchase, ProcessRole shop) {
        put(Attempt.requested(purchase, shop));
    }

    synchronized Attempt heard(ShopEvent word) {
        Attempt attempt = open.get(word.purchase());
        if (attempt == null) {
            throw new IllegalStateException("Expected reports about open purchases alone, but got " + word);
        }
        Attempt now = attempt.after(word);
        put(now);
        if (word.kind() == ShopEvent.Kind.UNEXPECTED) {
            unexpected.add("Purchase " + word.purchase() + ": " + word.text());
        }
        events++;
        notifyAll();
        return now;
    }

    private void put(Attempt attempt) {
        attempts.put(attempt.purchase(), attempt);
        if (attempt.over()) {
            open.remove(attempt.purchase());
        } else {
            open.put(attempt.purchase(), attempt);
        }
    }

    /** All reports of the shop must have been processed before. */
    synchronized void died(ProcessRole shop) {
        openOf(shop).forEach(attempt -> put(attempt.orphaned()));
        notifyAll();
    }

    synchronized void foundOut(Attempt attempt, Claim truth) {
        put(attempt.foundOut(truth));
    }

    /** Waits until the given number of further events have come, or until the deadline. @return whether they came */
    synchronized boolean awaitEvents(int count, Deadline deadline) throws InterruptedException {
        long until = events + count;
        while (events < until && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.left());
        }
        return events >= until;
    }

    /** Waits until a transaction is undecided, or until the deadline. */
    synchronized void awaitUndecided(Deadline deadline) throws InterruptedException {
        while (undecided().isEmpty() && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.left());
        }
    }

    /** @return whether every purchase is over */
    synchronized boolean awaitQuiet(Deadline deadline) throws InterruptedException {
        while (!open.isEmpty() && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.left());
        }
        return open.isEmpty();
    }

    synchronized List<Attempt> openOf(ProcessRole shop) {
        return open.values().stream().filter(attempt -> attempt.shop() == shop).toList();
    }

    synchronized List<Attempt> undecided() {
        return open.values().stream().filter(Attempt::isUndecided).toList();
    }

    synchronized List<Attempt> all() {
        return List.copyOf(attempts.values());
    }

    synchronized List<Attempt> unresolved() {
        return attempts.values().stream().filter(Attempt::isUnresolved).toList();
    }

    synchronized long count(Predicate<Attempt> which) {
        return attempts.values().stream().filter(which).count();
    }

    synchronized Map<Integer, Claim> claims() {
        return attempts.values().stream().collect(Collectors.toMap(Attempt::purchase, Attempt::claim));
    }

    synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    synchronized long events() {
        return events;
    }
}
