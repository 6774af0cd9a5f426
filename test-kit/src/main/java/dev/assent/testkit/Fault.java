package dev.assent.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fault that a test has asked for. It happens once, unless the test says otherwise, and is used up then. A test whose
 * faults have not happened at its end fails: it has not tested what it says. Safe for many threads.
 */
public final class Fault {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final String what;
    private final AtomicInteger left = new AtomicInteger(1);
    private final AtomicInteger happened = new AtomicInteger();
    private volatile String where = "";
    private volatile boolean cancelled;

    /** @param what completes the sentence "Expected ", as "BRANCH_REGISTER to be lost" */
    Fault(String what) {
        this.what = what;
    }

    /**
     * How often it happens, from now on.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if that is less than once
     */
    public Fault times(int times) {
        if (times < 1) {
            throw KitErrors.badCount("a fault to happen", times);
        }
        left.set(times);
        return this;
    }

    /** It happens each time, until it is cancelled. */
    public Fault always() {
        left.set(ALWAYS);
        return this;
    }

    /**
     * It happens to one service alone.
     *
     * @param name of the service, or of a resource of it
     */
    public Fault of(String name) {
        where = Names.required("a service", name);
        return this;
    }

    /** It does not happen any more, and need not have happened. */
    public void cancel() {
        cancelled = true;
        left.set(0);
    }

    /** How often it has happened. */
    public int happened() {
        return happened.get();
    }

    boolean takes(String service, String resource) {
        return left.get() > 0 && (where.isEmpty() || Names.match(where, service, resource));
    }

    /** False if it is used up. */
    boolean happen() {
        int before = left.getAndUpdate(count -> count == ALWAYS ? ALWAYS : Math.max(0, count - 1));
        if (before > 0) {
            happened.incrementAndGet();
        }
        return before > 0;
    }

    boolean isUnused() {
        return !cancelled && happened.get() == 0;
    }

    String place() {
        return where;
    }

    @Override
    public String toString() {
        return where.isEmpty() ? what : what + " (" + where + ")";
    }
}
