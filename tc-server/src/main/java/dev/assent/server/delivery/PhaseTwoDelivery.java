package dev.assent.server.delivery;

import dev.assent.core.BranchAnswer;
import dev.assent.core.Command;
import dev.assent.core.Effect.Deliver;
import dev.assent.core.Reply;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.Frame;
import dev.assent.server.delivery.Delivery.Place;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells branches their outcome until each has answered for good. An answer counts by request id, type, xid and branch, on
 * whatever connection it comes. Everything here is of this process alone; after a restart the core says again who is
 * owed what.
 */
public final class PhaseTwoDelivery {
    private static final Logger log = LoggerFactory.getLogger(PhaseTwoDelivery.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final int WORTH_A_WARNING = 5;

    private final Sessions sessions;
    private final BiConsumer<Session, Frame> network;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Supplier<Instant> now;
    private final LoopOptions options;
    private final BiConsumer<Command, Consumer<Reply>> decide;

    private final PendingDeliveries owed = new PendingDeliveries();
    private final Map<Integer, Delivery> onTheWay = new LinkedHashMap<>();
    private final Map<Long, SendWindow> lanes = new LinkedHashMap<>();
    private final Map<String, Set<Delivery>> homeless = new LinkedHashMap<>();
    private final FailingBranches quarantine;
    private int nextRequestId;
    private boolean sweeping;

    public PhaseTwoDelivery(
            Sessions sessions,
            BiConsumer<Session, Frame> network,
            Scheduler scheduler,
            RandomGenerator random,
            Supplier<Instant> now,
            LoopOptions options,
            BiConsumer<Command, Consumer<Reply>> decide) {
        this.sessions = sessions;
        this.network = network;
        this.scheduler = scheduler;
        this.random = random;
        this.now = now;
        this.options = options;
        this.decide = decide;
        this.quarantine = new FailingBranches(options.quarantineAfter());
        this.nextRequestId =
                random.nextInt() & Integer.MAX_VALUE; // an answer to an earlier life meets no request of ours
    }

    public int owed() {
        return owed.size();
    }

    public void deliver(Deliver what) {
        Delivery delivery = new Delivery(what);
        if (owed.add(delivery)) {
            dispatch(delivery);
        }
    }

    /** Whoever waits for the next attempt is told now. */
    public void hurry(Xid xid) {
        for (Delivery delivery : owed.of(xid)) {
            if (delivery.place() == Place.PAUSE) {
                dispatch(delivery);
            }
        }
    }

    /** An answer that is on its way still counts. */
    public void callOff(Xid xid) {
        for (Delivery delivery : owed.of(xid)) {
            forget(delivery);
            Set<Delivery> waiting = homeless.get(delivery.branch().resourceId());
            if (waiting != null) {
                waiting.remove(delivery);
            }
        }
    }

    /** In the order in which they were told first. */
    public Map<BranchId, DeliveryAttempts> tries(Xid xid) {
        Map<BranchId, DeliveryAttempts> tries = new LinkedHashMap<>();
        owed.of(xid).forEach(delivery -> tries.put(delivery.branch().id(), delivery.tries()));
        return tries;
    }

    public void answered(Session from, int requestId, BranchEndResponse answer) {
        Delivery delivery = onTheWay.get(requestId);
        if (delivery == null || !isAbout(delivery, answer)) {
            log.debug("ignored {} of {}: nothing of that kind was asked", answer, from);
            return;
        }
        back(requestId);
        Optional<BranchAnswer> verdict = PhaseTwoStatuses.of(delivery, answer.branchStatus());
        if (verdict.isEmpty()) {
            delivery.refused(answer.branchStatus().toString());
            retryLater(delivery);
            return;
        }
        Delivery current = owed.sameBranch(delivery); // called off and called for again meanwhile, it may be another
        if (current != null && current.outcome() == delivery.outcome()) {
            forget(current);
        }
        answered(delivery, verdict.get());
    }

    private void answered(Delivery delivery, BranchAnswer answer) {
        decide.accept(
                new Command.Answered(delivery.xid(), delivery.branch().id(), delivery.outcome(), answer), reply -> {});
    }

    private void forget(Delivery delivery) {
        owed.remove(delivery);
        quarantine.remove(delivery);
    }

    /** The resource manager threw: it says no more than that. */
    public void failed(int requestId) {
        Delivery delivery = onTheWay.get(requestId);
        if (delivery != null) {
            back(requestId);
            delivery.unanswered("a broken frame");
            retryLater(delivery);
        }
    }

    public void served(List<String> resources) {
        for (String resource : resources) {
            Set<Delivery> waiting = homeless.remove(resource);
            if (waiting != null) {
                waiting.forEach(this::dispatch);
            }
        }
    }

    public void gone(Session session) {
        SendWindow lane = lanes.remove(session.connection());
        List<Delivery> orphans = new ArrayList<>();
        for (Iterator<Delivery> it = onTheWay.values().iterator(); it.hasNext(); ) {
            Delivery delivery = it.next();
            if (delivery.sentTo() == session) {
                it.remove();
                delivery.unanswered("its connection went away");
                orphans.add(delivery);
            }
        }
        if (lane != null) {
            orphans.addAll(lane.waiting());
        }
        orphans.forEach(this::dispatch);
    }

    private void dispatch(Delivery delivery) {
        if (!owed.contains(delivery)) {
            return;
        }
        Optional<Session> session = sessions.serving(delivery.branch());
        if (session.isEmpty()) {
            delivery.waitsFor(Place.NO_RESOURCE_MANAGER);
            homeless.computeIfAbsent(delivery.branch().resourceId(), first -> new LinkedHashSet<>())
                    .add(delivery);
            trouble(delivery);
            return;
        }
        if (!delivery.isRecorded()) {
            delivery.waitsFor(Place.RECORD);
            decide.accept(new Command.Tell(delivery.xid(), delivery.branch().id()), reply -> {
                delivery.recorded();
                dispatch(delivery);
            });
            return;
        }
        delivery.waitsFor(Place.TURN);
        SendWindow lane = lanes.computeIfAbsent(session.get().connection(), first -> new SendWindow(options.window()));
        lane.add(delivery);
        sendFrom(lane, session.get());
    }

    private void sendFrom(SendWindow lane, Session session) {
        for (Delivery delivery = lane.next(); delivery != null; delivery = lane.next()) {
            if (!owed.contains(delivery)) {
                lane.done(delivery.attempts() > 0);
                continue;
            }
            int requestId = nextRequestId;
            nextRequestId = (nextRequestId + 1) & Integer.MAX_VALUE;
            delivery.sent(session, now.get());
            onTheWay.put(requestId, delivery);
            network.accept(session, Frame.request(requestId, delivery.message()));
        }
        sweepLater();
    }

    private void sweepLater() {
        if (!sweeping && !(onTheWay.isEmpty() && quarantine.isEmpty())) {
            sweeping = true;
            scheduler.after(SWEEP, this::sweep);
        }
    }

    /** Whoever takes too long is told again; the oldest stand first. */
    private void sweep() {
        sweeping = false;
        Instant latest = now.get().minus(options.answerTimeout());
        List<Integer> late = new ArrayList<>();
        for (Map.Entry<Integer, Delivery> sent : onTheWay.entrySet()) {
            if (sent.getValue().sentAt().isAfter(latest)) {
                break;
            }
            late.add(sent.getKey());
        }
        for (int requestId : late) {
            Delivery delivery = onTheWay.get(requestId);
            if (delivery != null) {
                back(requestId);
                delivery.unanswered(
                        "no answer within " + options.answerTimeout().toMillis() + " ms");
                retryLater(delivery);
            }
        }
        quarantine.takeDue(now.get()).forEach(delivery -> answered(delivery, quarantine.verdict(delivery)));
        sweepLater();
    }

    private void trouble(Delivery delivery) {
        quarantine.trouble(delivery, now.get());
        sweepLater();
    }

    /** Takes it from those on their way, which lets the next one of its connection go. */
    private void back(int requestId) {
        Delivery delivery = onTheWay.remove(requestId);
        Session session = delivery == null ? null : delivery.sentTo();
        SendWindow lane = session == null ? null : lanes.get(session.connection());
        if (delivery != null && session != null && lane != null) {
            lane.done(delivery.isRetry());
            sendFrom(lane, session);
        }
    }

    private void retryLater(Delivery delivery) {
        if (!owed.contains(delivery)) {
            return;
        }
        trouble(delivery);
        Duration length = pause(delivery.attempts());
        if (delivery.attempts() == WORTH_A_WARNING) {
            log.warn(
                    "branch {} of transaction {} answered {} to {} for the {}th time; told again, at most every {} ms",
                    delivery.branch().id(),
                    delivery.xid(),
                    delivery.lastAnswer(),
                    delivery.outcome() == Outcome.COMMIT ? "its commit" : "its rollback",
                    WORTH_A_WARNING,
                    options.maxRetry().toMillis());
        }
        log.debug("branch {} answered {}, told again in {}", delivery.branch().id(), delivery.lastAnswer(), length);
        int pause = delivery.pauses();
        scheduler.after(length, () -> {
            if (delivery.isInPause(pause)) {
                dispatch(delivery);
            }
        });
    }

    /** Exponential, half of it by chance, so that those who failed together do not come back together. */
    private Duration pause(int attempts) {
        long longest =
                Math.min(options.maxRetry().toMillis(), options.firstRetry().toMillis() << Math.min(attempts - 1, 16));
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }

    private static boolean isAbout(Delivery delivery, BranchEndResponse answer) {
        boolean aboutCommit = answer instanceof BranchCommitResponse;
        return aboutCommit == (delivery.outcome() == Outcome.COMMIT)
                && delivery.xid().value().equals(answer.xid())
                && delivery.isBranch(answer.branchId());
    }

    /** For tests and for the line at a stop. */
    @Override
    public String toString() {
        return owed.size() + " owed, " + onTheWay.size() + " on their way, "
                + homeless.values().stream().mapToInt(Set::size).sum() + " without a resource manager";
    }
}
