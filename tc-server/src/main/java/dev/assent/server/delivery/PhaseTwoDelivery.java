package dev.assent.server.delivery;

import dev.assent.core.BranchAnswer;
import dev.assent.core.Command;
import dev.assent.core.Obligations;
import dev.assent.core.PendingDelivery;
import dev.assent.core.Reply;
import dev.assent.model.BranchId;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.server.delivery.Delivery.Place;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.time.Instant;
import java.util.ArrayList;
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

    private final Sessions sessions;
    private final BiConsumer<Session, Frame> network;
    private final Scheduler scheduler;
    private final Consumer<Session> close;
    private final Supplier<Instant> now;
    private final LoopOptions options;
    private final BiConsumer<Command, Consumer<Reply>> decide;

    private final PendingDeliveries pending = new PendingDeliveries();
    private final Calls calls;
    private final Map<Long, SendWindow> windows = new LinkedHashMap<>();
    private final Homeless homeless = new Homeless();
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
        this.sessions = sessions;
        this.network = network;
        this.scheduler = scheduler;
        this.now = now;
        this.options = options;
        this.decide = decide;
        this.close = close;
        this.calls = new Calls(random.nextInt());
        this.failing = new FailingBranches(options.parkAfter());
        this.pauses = new RetryPauses(scheduler, random, options, this::dispatch);
        this.patience =
                new Patience(calls, failing, scheduler, now, options, this::late, this::keepsFailing, this::tooLate);
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
            dispatch(delivery);
        } else if (known.update(wanted) ? known.place() == Place.PAUSE : known.place() == Place.ANSWERED) {
            dispatch(known);
        }
    }

    /** The answer to a call that is out still counts. */
    private void cancel(Delivery delivery) {
        pending.remove(delivery);
        failing.remove(delivery);
        homeless.remove(delivery);
    }

    /** In the order in which they were called first. */
    public Map<BranchId, DeliveryAttempts> tries(Xid xid) {
        Map<BranchId, DeliveryAttempts> tries = new LinkedHashMap<>();
        pending.of(xid).forEach(delivery -> tries.put(delivery.branch().id(), delivery.tries()));
        return tries;
    }

    /** @param noTrace the database had no undo row of a branch that was to commit */
    public void answered(Session from, int requestId, BranchEndResponse answer, boolean noTrace) {
        Call call = calls.find(requestId);
        if (call == null || !call.isAnsweredBy(answer)) {
            log.debug("ignored {} of {}: nothing of that kind was asked", answer, from);
            return;
        }
        Delivery delivery = call.delivery();
        boolean current = call.isCurrent();
        close(call);
        Optional<BranchAnswer> said = current
                ? PhaseTwoStatuses.of(delivery, answer.branchStatus())
                : PhaseTwoStatuses.ofOldCall(delivery, answer.branchStatus());
        if (said.isPresent()) {
            if (noTrace && delivery.attempts() == 1 && delivery.outcome() == Outcome.COMMIT) {
                log.warn(ServerErrors.noTrace(delivery.xid(), delivery.branch(), from));
            }
            delivery.answered();
            failing.remove(delivery);
            decide.accept(answer(delivery, said.get()), reply -> {});
        } else if (current) {
            delivery.refused(answer.branchStatus().toString());
            retryLater(delivery);
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
            unanswered(call, "a broken frame");
        }
    }

    private void unanswered(Call call, String seen) {
        boolean current = call.isCurrent();
        close(call);
        if (current) {
            call.delivery().unanswered(seen);
            retryLater(call.delivery());
        }
    }

    /** A connection serves these resources from now on. */
    public void served(List<String> resources) {
        List<Delivery> waiting = new ArrayList<>();
        resources.forEach(resource -> waiting.addAll(homeless.takeAll(resource)));
        Slices.run(scheduler, waiting, this::dispatch);
    }

    public void gone(Session session) {
        SendWindow window = windows.remove(session.connection());
        List<Delivery> orphans = new ArrayList<>();
        for (Call call : calls.of(session)) {
            boolean current = call.isCurrent();
            calls.close(call);
            if (current) {
                call.delivery().unanswered("its connection went away");
                orphans.add(call.delivery());
            }
        }
        if (window != null) {
            orphans.addAll(window.waiting());
        }
        Slices.run(scheduler, orphans, this::dispatch);
    }

    private void dispatch(Delivery delivery) {
        if (!pending.contains(delivery)) {
            return;
        }
        homeless.remove(delivery);
        Call out = calls.lastFor(delivery);
        if (out != null && delivery.attempts() == 0) {
            delivery.adopt(out); // made before the delivery was cancelled and wanted again
            return;
        }
        Optional<Session> session = sessions.serving(delivery.branch(), each -> !calls.isOut(delivery, each));
        if (session.isEmpty()) {
            nowhereToCall(delivery, out);
        } else if (!delivery.isRecorded()) {
            delivery.waitsFor(Place.RECORD);
            Command record =
                    new Command.RecordDelivery(delivery.xid(), delivery.branch().id());
            decide.accept(record, reply -> {
                delivery.recorded();
                dispatch(delivery);
            });
        } else {
            delivery.waitsFor(Place.TURN);
            SendWindow window =
                    windows.computeIfAbsent(session.get().connection(), first -> new SendWindow(options.window()));
            window.add(delivery);
            sendFrom(window, session.get());
        }
    }

    private void nowhereToCall(Delivery delivery, @Nullable Call out) {
        if (out == null) {
            delivery.waitsFor(Place.NO_RESOURCE_MANAGER);
        } else {
            delivery.adopt(out);
            delivery.waitsFor(Place.SILENT);
        }
        homeless.add(delivery);
        trouble(delivery);
    }

    private void sendFrom(SendWindow window, Session session) {
        for (Delivery delivery = window.next(); delivery != null; delivery = window.next()) {
            if (!pending.contains(delivery)) {
                window.done(delivery.attempts() > 0);
                continue;
            }
            Call call = calls.open(delivery, session, now.get());
            delivery.called(call);
            network.accept(session, order(call.requestId(), delivery, session));
        }
        patience.watch();
    }

    private static Frame order(int requestId, Delivery delivery, Session session) {
        Frame order = Frame.request(requestId, delivery.message(session));
        DatabaseMark mark = delivery.branch().mark();
        return mark == null ? order : order.with(Extensions.mark(mark));
    }

    /** The patience for a call is over: another connection is called, or there is none and the answer is awaited on. */
    private void late(Call call) {
        Delivery delivery = call.delivery();
        String seen = "no answer within " + call.age(now.get()).toMillis() + " ms";
        leaveWindow(call);
        if (!call.isCurrent() || !pending.contains(delivery)) {
            return;
        }
        delivery.morePatience(options.longestPatience());
        boolean elsewhere = sessions.serving(delivery.branch(), each -> !calls.isOut(delivery, each))
                .isPresent();
        if (elsewhere) {
            delivery.unanswered(seen);
            retryLater(delivery);
        } else {
            delivery.silent(seen);
            homeless.add(delivery);
            trouble(delivery);
        }
    }

    /** Only a new connection can bring it on. */
    private void tooLate(Call call) {
        if (call.isCurrent() && pending.contains(call.delivery())) {
            log.warn(ServerErrors.silent(
                    call.session(), call.age(now.get()), call.delivery().xid()));
            close.accept(call.session());
        } else {
            calls.close(call);
        }
    }

    private void keepsFailing(Delivery delivery) {
        decide.accept(answer(delivery, failing.answer(delivery)), reply -> {});
    }

    private void trouble(Delivery delivery) {
        failing.trouble(delivery, now.get());
        patience.watch();
    }

    private void close(Call call) {
        calls.close(call);
        leaveWindow(call);
    }

    /** Which lets the next one of its connection go. */
    private void leaveWindow(Call call) {
        SendWindow window = windows.get(call.session().connection());
        if (call.leaveWindow() && window != null) {
            window.done(call.isRetry());
            sendFrom(window, call.session());
        }
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
        return pending.size() + " pending, " + calls.size() + " calls out, " + homeless.size()
                + " without a resource manager";
    }
}
