package dev.assent.benchmarks.seata;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.GlobalStatus;

/** Commits one transaction after the other. Counts each transaction that begins and ends within the measured time. */
final class Caller implements Callable<Caller> {
    private static final int DIGITS = 3;

    private final SeataClient client;
    private final int branches;
    private final AtomicLong rows;
    private final long begin;
    private final long end;
    private final Histogram micros = new Histogram(DIGITS);
    private long committed;
    private long errors;

    Caller(SeataClient client, int branches, AtomicLong rows, long begin, long end) {
        this.client = client;
        this.branches = branches;
        this.rows = rows;
        this.begin = begin;
        this.end = end;
    }

    @Override
    public Caller call() {
        for (long start = System.nanoTime(); start - end < 0; start = System.nanoTime()) {
            try {
                transaction();
                committed++;
            } catch (TransactionException e) {
                errors++;
                continue;
            }
            long now = System.nanoTime();
            if (start - begin >= 0 && now - end < 0) {
                micros.recordValue((now - start) / 1000);
            }
        }
        return this;
    }

    private void transaction() throws TransactionException {
        String xid = client.begin();
        for (int i = 0; i < branches; i++) {
            client.register(xid, "account:" + rows.incrementAndGet());
        }
        GlobalStatus status = client.commit(xid);
        if (status != GlobalStatus.Committed && status != GlobalStatus.AsyncCommitting) {
            throw new TransactionException("Expected " + xid + " to be committed, but it is " + status);
        }
    }

    Histogram micros() {
        return micros;
    }

    long committed() {
        return committed;
    }

    long errors() {
        return errors;
    }
}
