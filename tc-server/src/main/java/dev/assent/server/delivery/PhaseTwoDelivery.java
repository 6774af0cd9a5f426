package dev.assent.server.delivery;

import dev.assent.core.BranchAnswer;
import dev.assent.core.Command;
import dev.assent.core.Obligations;
import dev.assent.core.PendingDelivery;
import dev.assent.core.Reply;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.WaitsFor;
import dev.assent.server.delivery.Delivery.Place;
import dev.assent.server.errors.TransactionLines;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers outcomes to branches, again and again, until each has answered for good. An answer counts by type, xid, branch,
 * outcome and turn, whichever call it answers and on whatever connection it comes. Everything here is of this process
 * alone: what has to be delivered is taken from the core's obligations, by difference.
 */
public final class PhaseTwoDelivery {
    private static final Logger log = LoggerFactory.getLogger(PhaseTwoDelivery.class);

    /** In all, some 8 MiB at most. */
    private static final int EXPLANATIONS = 4 << 20;

    private final Supplier<Instant> now;
    private final LoopOptions options;
    private final BiConsumer<Command, Consumer<Reply>> decide;

    private final PendingDeliveries pending = new PendingDeliveries();
    private final LostCommits lost = new LostCommits();
    private final Explanations explanations = new Explanations(EXPLANATIONS);
    private final Calls calls;
    private final CallSender sender;
    private final FailingBranches failing;
    private final Patience patience;
    private final RetryPauses pauses;

    /**
     * @param close closes a connection that has been silent for too long
     * @param decide a command of ours; of an answer the loop looks at the obligations again, whatever came of it
     */
    public PhaseTwoDelivery(
            Sessions sessions,
            BiConsumer<Session, Frame> network,
            Consumer<Session> close,
            Scheduler scheduler,
            RandomGenerator random,
            Supplier<Instant> now,
            LoopOptions options,
            BiConsumer<Command, Consumer<Reply>> decide) {
        this.now = now;
        this.options = options;
        this.decide = decide;
        this.calls = new Calls(random.nextInt());
        this.failing = new FailingBranches(options.parkAfter());
        this.sender = new CallSender(
                sessions,
                network,
                scheduler,
                now,
                options.window(),
                pending,
                calls,
                this::record,
                this::trouble,
                this::watch);
        this.pauses = new RetryPauses(scheduler, random, options, sender::dispatch);
        SilentCalls silent = new SilentCalls(pending, calls, sender, now, options, this::unanswered, close);
        this.patience = new Patience(
                calls, failing, scheduler, now, options, silent::late, this::keepsFailing, silent::tooLate);
    }

    /** Makes the deliveries of a transaction what they should be by now. */
    public void reconcile(Obligations wanted) {
        for (Obligations.Item item : wanted.branches()) {
            Delivery known = pending.find(wanted.xid(), item.branch());
            PendingDelivery delivery = item.delivery();
            if (known != null && (delivery == null || !known.isFor(delivery))) {
                cancel(known);
            }
            if (delivery != null) {
                want(delivery);
            }
        }
        if (wanted.whole() && pending.size(wanted.xid()) > wanted.branches().size()) {
            cancelOthers(wanted);
        }
    }

    private void cancelOthers(Obligations wanted) {
        Set<BranchId> looked = new LinkedHashSet<>();
        wanted.branches().forEach(item -> looked.add(item.branch()));
        for (Delivery each : pending.of(wanted.xid())) {
            if (!looked.contains(each.branch().id())) {
                cancel(each);
            }
        }
    }

    private void want(PendingDelivery wanted) {
        Delivery known = pending.find(wanted.xid(), wanted.branch().id());
        if (known == null) {
            Delivery delivery = new Delivery(wanted, options.answerTimeout());
            pending.add(delivery);
            sender.dispatch(delivery);
        } else if (known.update(wanted) ? known.place() == Place.PAUSE : known.place() == Place.ANSWERED) {
            sender.dispatch(known);
        }
    }

    private void cancel(Delivery delivery) {
        pending.remove(delivery);
        failing.remove(delivery);
        sender.forget(delivery);
    }

    /** In the order in which they were called first. */
    public Map<BranchId, DeliveryAttempts> tries(Xid xid) {
        Map<BranchId, DeliveryAttempts> tries = new LinkedHashMap<>();
        pending.of(xid).forEach(delivery -> tries.put(delivery.branch().id(), delivery.tries()));
        return tries;
    }

    /** The branches that a transaction waits for now; none if an operator has to act. */
    public WaitsFor waitsFor(Xid xid) {
        List<Delivery> all = pending.of(xid);
        return new WaitsFor(
                all.stream().limit(WaitsFor.NAMED).map(Delivery::waitsFor).toList(),
                Math.max(0, all.size() - WaitsFor.NAMED));
    }

    public LostCommits lostCommits() {
        return lost;
    }

    public Explanations explanations() {
        return explanations;
    }

    /**
     * @param noTrace the database had no undo row of a branch that was to commit
     * @param why why the branch is not finished, in the words of its service; null if there are none
     */
    public void answered(Session from, int requestId, BranchEndResponse answer, boolean noTrace, @Nullable String why) {
        Call call = calls.find(requestId);
        if (call == null || !call.isAnsweredBy(answer)) {
            log.debug("ignored {} of {}: nothing of that kind was asked", answer, from);
            return;
        }
        explanations.answered(answer, why);
        Delivery delivery = call.delivery();
        boolean current = call.isCurrent();
        sender.close(call);
        Optional<BranchAnswer> said = current
                ? PhaseTwoStatuses.of(delivery, answer.branchStatus())
                : PhaseTwoStatuses.ofOldCall(delivery, answer.branchStatus());
        if (said.isPresent()) {
            if (noTrace && delivery.isCommitsFirstCall()) {
                noTrace(delivery, from);
            }
            delivery.answered();
            failing.remove(delivery);
            decide.accept(answer(delivery, said.get()), reply -> {});
        } else if (current) {
            delivery.refused(answer.branchStatus().toString());
            retryLater(delivery);
        }
    }

    private void noTrace(Delivery delivery, Session from) {
        if (delivery.branch().status() == BranchStatus.PHASE_ONE_FAILED) {
            log.info(TransactionLines.committedWithout(delivery.what()));
        } else {
            lost.add(delivery.xid(), delivery.branch().id());
            log.warn(TransactionLines.lostCommit(delivery.what(), from));
        }
    }

    private static Command answer(Delivery delivery, BranchAnswer answer) {
        return new Command.Answered(
                delivery.xid(), delivery.branch().id(), delivery.outcome(), delivery.turn(), answer);
    }

    /** The resource manager threw: it says no more than that. */
    public void failed(int requestId) {
        Call call = calls.find(requestId);
        if (call != null) {
            boolean current = call.isCurrent();
            sender.close(call);
            if (current) {
                unanswered(call.delivery(), "a broken frame");
            }
        }
    }

    private void unanswered(Delivery delivery, String seen) {
        delivery.unanswered(seen);
        retryLater(delivery);
    }

    /** A connection serves these resources from now on. */
    public void served(List<String> resources) {
        sender.served(resources);
    }

    public void gone(Session session) {
        sender.gone(session);
    }

    private void record(Delivery delivery) {
        Command fact =
                new Command.RecordDelivery(delivery.xid(), delivery.branch().id());
        decide.accept(fact, reply -> {
            delivery.recorded();
            sender.dispatch(delivery);
        });
    }

    private void keepsFailing(Delivery delivery) {
        decide.accept(answer(delivery, failing.answer(delivery)), reply -> {});
    }

    private void trouble(Delivery delivery) {
        failing.trouble(delivery, now.get());
        watch();
    }

    private void watch() {
        patience.watch();
    }

    private void retryLater(Delivery delivery) {
        if (pending.contains(delivery)) {
            trouble(delivery);
            pauses.start(delivery);
        }
    }

    /** For tests and for the line at a stop. */
    @Override
    public String toString() {
        return pending.size() + " pending, " + calls.size() + " calls out, " + sender.waiting()
                + " without a resource manager";
    }
}
