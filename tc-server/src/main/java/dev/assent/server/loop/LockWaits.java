package dev.assent.server.loop;

import dev.assent.core.Command;
import dev.assent.core.CoreErrors;
import dev.assent.core.Decision;
import dev.assent.core.LockQueue;
import dev.assent.core.LockWait;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Refused;
import dev.assent.model.Xid;
import dev.assent.server.port.Scheduler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that wait for rows, with their senders. A waiter whose turn has come is decided again like a request that
 * has just arrived, so its answer leaves when the release before it and its own record are durable.
 */
final class LockWaits {
    private static final Logger log = LoggerFactory.getLogger(LockWaits.class);
    private static final int SLICE = 100;

    private final LockQueue queue;
    private final Scheduler scheduler;
    private final Decider decider;
    private final Map<LockWait, Waiter> waiters = new LinkedHashMap<>();
    private boolean running;
    private boolean scheduled;

    LockWaits(LockQueue queue, Scheduler scheduler, Decider decider) {
        this.queue = queue;
        this.scheduler = scheduler;
        this.decider = decider;
    }

    /**
     * Lets the sender of a command wait, if it may.
     *
     * @return false if it is to be answered by what the decision says
     */
    boolean enter(Command command, Decision decision, Consumer<Reply> asker) {
        LockWait wait = lockWait(command);
        if (wait == null) {
            return false;
        }
        Waiter known = waiters.get(wait);
        boolean late = known != null && known.late;
        if (!late && queue.enter(decision)) {
            if (known == null) {
                waiters.put(wait, new Waiter(command, asker));
                scheduler.after(wait.time(), () -> timeIsUp(wait));
            }
            breakDeadlocks(xid(command));
            return true;
        }
        waiters.remove(wait);
        if (queue.keep(decision)) {
            scheduler.after(wait.kept(), () -> keptLongEnough(wait));
        } else {
            queue.leave(wait);
        }
        if (queue.awaits(xid(command))) { // the rows that it has got now may be what others wait for
            breakDeadlocks(xid(command));
        }
        return false;
    }

    /** Tries the requests again whose turn has come. */
    void tryAgain() {
        if (running) {
            return; // it comes to them
        }
        running = true;
        try {
            for (int i = 0; i < SLICE && queue.hasNext(); i++) {
                tryAgain(Objects.requireNonNull(queue.next()));
            }
        } finally {
            running = false;
        }
        if (queue.hasNext() && !scheduled) {
            scheduled = true;
            scheduler.run(() -> {
                scheduled = false;
                tryAgain();
            });
        }
    }

    private void tryAgain(LockWait wait) {
        Waiter waiter = waiters.get(wait);
        if (waiter == null) {
            return;
        }
        Refused undecided = waiter.victim ? CoreErrors.deadlock(xid(waiter.command)) : decider.undecided();
        if (undecided == null) {
            decider.decideAgain(waiter.command, waiter.asker);
        } else {
            waiters.remove(wait);
            queue.leave(wait);
            decider.answer(undecided, waiter.asker);
        }
    }

    private void timeIsUp(LockWait wait) {
        Waiter waiter = waiters.get(wait);
        if (waiter != null) {
            waiter.late = true;
            tryAgain(wait);
        }
    }

    private void keptLongEnough(LockWait wait) {
        queue.leave(wait);
        tryAgain();
    }

    /** What waits for the connection goes with it. */
    void gone(long connection) {
        queue.leaveAll(connection).forEach(waiters::remove);
        tryAgain();
    }

    /** Answers all with what is known now. */
    void giveUpAll() {
        waiters.values().forEach(waiter -> waiter.late = true);
        List.copyOf(waiters.keySet()).forEach(this::tryAgain);
    }

    /** The transactions whose requests wait. */
    Set<Xid> xids() {
        return waiters.values().stream().map(waiter -> xid(waiter.command)).collect(Collectors.toUnmodifiableSet());
    }

    private void breakDeadlocks(Xid xid) {
        for (Optional<Xid> victim = queue.deadlock(xid); victim.isPresent(); victim = queue.deadlock(xid)) {
            Xid youngest = victim.get();
            queue.waitsOf(youngest).forEach(wait -> Objects.requireNonNull(waiters.get(wait)).victim = true);
            decider.breakDeadlock(
                    youngest, () -> log.info("{}", CoreErrors.deadlock(youngest).sentence()));
        }
    }

    private static @Nullable LockWait lockWait(Command command) {
        if (command instanceof Command.Register register) {
            return register.lockWait();
        }
        return command instanceof Command.QueryLocks query && query.xid() != null ? query.lockWait() : null;
    }

    private static Xid xid(Command command) {
        return command instanceof Command.Register register
                ? register.xid()
                : Objects.requireNonNull(((Command.QueryLocks) command).xid());
    }

    private static final class Waiter {
        private final Command command;
        private final Consumer<Reply> asker;
        private boolean late;
        private boolean victim;

        Waiter(Command command, Consumer<Reply> asker) {
            this.command = command;
            this.asker = asker;
        }
    }
}
