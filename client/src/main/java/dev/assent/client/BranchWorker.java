package dev.assent.client;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Result;
import dev.assent.protocol.UndoLogDeleteRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits and rolls back branches on threads of its own. Every order is answered with a status, because the coordinator
 * waits for one.
 */
final class BranchWorker {
    private static final Logger log = LoggerFactory.getLogger(BranchWorker.class);

    /** Between two calls that commit branches of one resource. The locks of these are free already. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long WHOLE_SAGA = -1;

    private final Resources resources;
    private final ThreadPoolExecutor workers;
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final Map<BranchResource, WaitingCommits<Delivery>> commits = new ConcurrentHashMap<>();
    private final int queue;
    private final ClientTime time;

    BranchWorker(Resources resources, int threads, int queue, ClientTime time, ThreadFactory factory) {
        this.resources = resources;
        this.queue = queue;
        this.time = time;
        this.workers = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), factory);
        workers.allowCoreThreadTimeOut(true);
    }

    /** Never blocks; the answer comes from a worker, or at once if all of them are busy and the queue is full. */
    void accept(BranchEndRequest request, @Nullable DatabaseMark mark, Responder answer) {
        BranchResource resource = resources
                .find(request.branchType(), String.valueOf(request.resourceId()))
                .orElse(null);
        BranchOrder order;
        try {
            order = isWholeSaga(request) ? null : order(request, mark);
        } catch (IllegalArgumentException e) {
            log.warn("the coordinator names no branch: {}", request, e);
            answer.answer(answerTo(request, comeAgain(request)), Map.of());
            return;
        }
        Delivery delivery = new Delivery(request, order, answer);
        if (resource == null) {
            sayOnce(request);
            delivery.comeAgain();
        } else if (order != null && isCommit(request) && resource.commitsAtOnce() > 1) {
            commitTogether(resource, delivery);
        } else {
            finishAlone(resource, delivery);
        }
    }

    private void finishAlone(BranchResource resource, Delivery delivery) {
        try {
            workers.execute(() -> delivery.answer(finish(resource, delivery)));
        } catch (RejectedExecutionException e) {
            delivery.refuse();
        }
    }

    private void commitTogether(BranchResource resource, Delivery delivery) {
        WaitingCommits<Delivery> waiting = commits.computeIfAbsent(
                resource,
                first -> new WaitingCommits<>(workers, first.commitsAtOnce(), all -> commit(first, all), interval()));
        if (waiting.size() > queue) {
            delivery.refuse();
            return;
        }
        try {
            waiting.add(delivery);
        } catch (RejectedExecutionException e) {
            waiting.refused().forEach(Delivery::refuse);
        }
    }

    private Interval interval() {
        return new Interval(PAUSE_NANOS, time::nanos, nanos -> time.pause(Duration.ofNanos(nanos)));
    }

    /** Never blocks. If all workers are busy, the next order will do. */
    void accept(UndoLogDeleteRequest order) {
        String resource = String.valueOf(order.resourceId());
        resources.find(order.branchType(), resource).ifPresent(known -> {
            try {
                workers.execute(() -> purge(known, order.saveDays()));
            } catch (RejectedExecutionException e) {
                log.debug("no worker is free to purge what {} keeps", resource);
            }
        });
    }

    /**
     * Never blocks. Writes the word, or reads it if there is none.
     *
     * @param answer hears the word; empty if it could not be read or written
     */
    void nonce(DatabaseMark mark, @Nullable String toWrite, Consumer<String> answer) {
        try {
            workers.execute(() -> answer.accept(nonce(mark, toWrite)));
        } catch (RejectedExecutionException e) {
            log.debug("no worker is free to look at the mark {}", mark);
            answer.accept("");
        }
    }

    private String nonce(DatabaseMark mark, @Nullable String toWrite) {
        try {
            return resources
                    .find(mark)
                    .map(database -> toWrite == null
                            ? database.readNonce(mark)
                            : database.writeNonce(mark, toWrite) ? toWrite : "")
                    .orElse("");
        } catch (RuntimeException e) { // the boundary of this thread: the coordinator takes no answer for a copy
            log.warn("looking at the mark {} ended with an exception", mark, e);
            return "";
        }
    }

    private static void purge(BranchResource resource, int saveDays) {
        try {
            resource.purge(saveDays);
        } catch (RuntimeException e) { // the boundary of this thread: the coordinator sends the order again
            log.warn("purging {} ended with an exception; it is tried again in a day", resource.resourceId(), e);
        }
    }

    /** Accepts no more orders, and waits for the accepted ones. False if one of them is still running then. */
    boolean close(Duration patience) throws InterruptedException {
        workers.shutdown();
        return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static BranchEnd finish(BranchResource resource, Delivery delivery) {
        try {
            BranchOrder order = delivery.order();
            BranchEndRequest request = delivery.request();
            return Objects.requireNonNull(
                    order != null
                            ? resource.finish(order)
                            : resource.finishSaga(
                                    new Xid(String.valueOf(request.xid())),
                                    isCommit(request) ? Outcome.COMMIT : Outcome.ROLLBACK,
                                    request.applicationData()),
                    "status");
        } catch (Throwable e) { // the boundary of this thread: the coordinator delivers again
            delivery.sayFailed(e);
            return BranchEnd.of(comeAgain(delivery.request), String.valueOf(e));
        }
    }

    private static void commit(BranchResource resource, List<Delivery> all) {
        List<BranchEnd> ends;
        try {
            ends = resource.commitAll(all.stream()
                    .flatMap(each -> Stream.ofNullable(each.order()))
                    .toList());
            if (ends.size() != all.size()) {
                throw new IllegalStateException(
                        "Expected " + all.size() + " branches to be finished, but got " + ends.size());
            }
        } catch (Throwable e) { // the boundary of this thread: the coordinator delivers again
            all.get(0).sayFailed(e);
            all.forEach(Delivery::comeAgain);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).answer(ends.get(i));
        }
    }

    /** The coordinator calls the engine of a saga once, for all branches. */
    private static boolean isWholeSaga(BranchEndRequest request) {
        return request.branchType() == BranchType.SAGA && request.branchId() == WHOLE_SAGA;
    }

    /** @throws IllegalArgumentException if xid or branch cannot be one */
    private static BranchOrder order(BranchEndRequest request, @Nullable DatabaseMark mark) {
        return new BranchOrder(
                new Xid(String.valueOf(request.xid())),
                new BranchId(request.branchId()),
                isCommit(request) ? Outcome.COMMIT : Outcome.ROLLBACK,
                request.applicationData(),
                mark);
    }

    private void sayOnce(BranchEndRequest request) {
        if (missed.size() < 100 && missed.add(request.branchType() + " " + request.resourceId())) {
            log.warn(
                    "asked to finish branch {} of transaction {} on {} resource {}, which is not registered here;"
                            + " the coordinator will deliver again until it is",
                    request.branchId(),
                    request.xid(),
                    request.branchType(),
                    request.resourceId());
        }
    }

    private static BranchEndResponse answerTo(BranchEndRequest request, BranchStatus status) {
        return isCommit(request)
                ? new BranchCommitResponse(Result.SUCCESS, 0, request.xid(), request.branchId(), status)
                : new BranchRollbackResponse(Result.SUCCESS, 0, request.xid(), request.branchId(), status);
    }

    private static BranchStatus comeAgain(BranchEndRequest request) {
        return isCommit(request)
                ? BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE
                : BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
    }

    private static boolean isCommit(BranchEndRequest request) {
        return request instanceof BranchCommitRequest;
    }

    /**
     * An order of the coordinator, and where its answer goes.
     *
     * @param order null if it is for a whole saga
     */
    private record Delivery(
            BranchEndRequest request, @Nullable BranchOrder order, Responder responder) {
        void answer(BranchEnd end) {
            try {
                responder.answer(answerTo(request, end.status()), head(end));
            } catch (RuntimeException e) { // what one branch cannot say keeps no other from its answer
                log.warn(
                        "the answer for branch {} of transaction {} could not be sent; the coordinator will deliver again",
                        request.branchId(),
                        request.xid(),
                        e);
            }
        }

        private static Map<String, @Nullable String> head(BranchEnd end) {
            String why = end.why();
            if (why != null) {
                return Extensions.reason(why);
            }
            return end.noTrace() ? Extensions.noTrace() : Map.of();
        }

        void comeAgain() {
            answer(BranchEnd.of(BranchWorker.comeAgain(request)));
        }

        void refuse() {
            log.debug(
                    "no worker is free for branch {} of {}: the coordinator will deliver again",
                    request.branchId(),
                    request.xid());
            comeAgain();
        }

        void sayFailed(Throwable e) {
            log.warn(
                    "{} branch {} of transaction {} on {} ended with an exception; the coordinator will deliver again",
                    isCommit(request) ? "committing" : "rolling back",
                    request.branchId(),
                    request.xid(),
                    request.resourceId(),
                    e);
        }
    }

    /** Takes the answer to an order, with what goes into its frame's head map. */
    interface Responder {
        void answer(BranchEndResponse answer, Map<String, @Nullable String> head);
    }
}
