package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Command.QueryLocks;
import dev.assent.core.Command.Register;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scene whose requests may wait, as a loop runs them: after each command those are tried again that may go on. */
final class Waiting {
    private static final int FEW = 40;
    static final Duration LONG = Duration.ofSeconds(10);

    final Scene scene = new Scene();
    final Map<String, Reply> answers = new LinkedHashMap<>();
    private final Map<LockWait, Asked> waiting = new LinkedHashMap<>();
    private final Map<String, LockWait> byName = new LinkedHashMap<>();
    private final Map<String, Xid> transactions = new LinkedHashMap<>();

    private record Asked(String name, Command command) {}

    LockQueue queue() {
        return scene.coordinator.queue();
    }

    /** By its name, which begins with the letter of its transaction. */
    Xid tx(String name) {
        return transactions.computeIfAbsent(name.substring(0, 1), first -> scene.begin());
    }

    /** A commit that keeps its database locks while it waits. */
    Waiting holds(String name, String rows) {
        return holds(name, rows, 1, LONG);
    }

    Waiting holds(String name, String rows, long connection, Duration time) {
        return registers(name, rows, true, new LockWait(connection, time, true));
    }

    /** A statement that lets go of its database locks when a row is not free. */
    Waiting tries(String name, String rows) {
        return registers(name, rows, false, new LockWait(1, Duration.ZERO, false));
    }

    /** A client of Seata's. */
    Waiting polls(String name, String rows) {
        return registers(name, rows, false, null);
    }

    private Waiting registers(String name, String rows, boolean holding, @Nullable LockWait lockWait) {
        return asks(
                name,
                lockWait,
                new Register(
                        tx(name),
                        BranchType.AT,
                        "db",
                        null,
                        "t:" + rows,
                        null,
                        holding,
                        Scene.SHOP,
                        null,
                        false,
                        lockWait));
    }

    /** Waits for the rows without database locks. */
    Waiting awaits(String name, String rows) {
        return awaits(name, rows, 1);
    }

    Waiting awaits(String name, String rows, long connection) {
        LockWait lockWait = new LockWait(connection, LONG, false);
        return asks(name, lockWait, new QueryLocks(tx(name), "db", null, "t:" + rows, lockWait));
    }

    private Waiting asks(String name, @Nullable LockWait lockWait, Command command) {
        if (lockWait != null) {
            byName.put(name, lockWait);
        }
        answers.remove(name);
        run(new Asked(name, command), lockWait);
        tryAgain();
        return this;
    }

    Waiting does(Function<Xid, Command> command, String name) {
        scene.say(command.apply(tx(name)));
        tryAgain();
        return this;
    }

    Waiting commits(String name) {
        return does(Command.Commit::new, name);
    }

    Waiting rollsBack(String name) {
        return does(Command.Rollback::new, name);
    }

    /** All of its branches. */
    Waiting isUndone(String name) {
        Xid xid = tx(name);
        for (OpenTransaction open = open(xid); open != null && open.next() != null; open = open(xid)) {
            scene.done(xid, Objects.requireNonNull(open.next()), dev.assent.model.Outcome.ROLLBACK);
        }
        tryAgain();
        return this;
    }

    private @Nullable OpenTransaction open(Xid xid) {
        return scene.coordinator.state().openOrNull(xid);
    }

    Waiting losesConnection(long connection) {
        queue().leaveAll(connection).forEach(waiting::remove);
        tryAgain();
        return this;
    }

    /** Its time is over: it is answered, or its rows are kept no longer. */
    Waiting timeIsUp(String name) {
        LockWait lockWait = Objects.requireNonNull(byName.get(name));
        Asked asked = waiting.remove(lockWait);
        if (asked != null) {
            answers.put(
                    name,
                    Objects.requireNonNull(
                            scene.coordinator.reply(scene.coordinator.decide(asked.command, scene.now))));
        }
        queue().leave(lockWait);
        tryAgain();
        return this;
    }

    private void run(Asked asked, @Nullable LockWait lockWait) {
        Decision decision = scene.coordinator.decide(asked.command, scene.now);
        if (queue().enter(decision)) {
            waiting.put(Objects.requireNonNull(lockWait), asked);
            breakDeadlock(xid(asked.command));
            return;
        }
        if (!queue().keep(decision) && lockWait != null) {
            queue().leave(lockWait);
        }
        waiting.remove(lockWait);
        decision.events().forEach(scene::apply);
        answers.put(asked.name, Objects.requireNonNull(scene.coordinator.reply(decision)));
        if (queue().awaits(xid(asked.command))) {
            breakDeadlock(xid(asked.command));
        }
    }

    private void breakDeadlock(Xid xid) {
        for (Optional<Xid> victim = queue().deadlock(xid); victim.isPresent(); victim = queue().deadlock(xid)) {
            scene.say(new Command.BreakDeadlock(victim.get()));
        }
    }

    private void tryAgain() {
        for (LockWait next = queue().next(); next != null; next = queue().next()) {
            run(Objects.requireNonNull(waiting.get(next)), next);
        }
        assertNoneIsForgotten();
    }

    /** Every waiter waits for something, and no circle is left. */
    private void assertNoneIsForgotten() {
        if (queue().size() > FEW) {
            return;
        }
        List<WaitingRequest> all = queue().requests();
        for (WaitingRequest each : all) {
            if (!each.placed()) {
                assertThat(each.behind()).as("what %s waits for", each).isNotEmpty();
            }
            assertThat(queue().deadlock(each.xid())).as("a circle of %s", all).isEmpty();
        }
    }

    private static Xid xid(Command command) {
        return command instanceof Register register
                ? register.xid()
                : Objects.requireNonNull(((QueryLocks) command).xid());
    }

    boolean waits(String name) {
        LockWait lockWait = byName.get(name);
        return lockWait != null && waiting.containsKey(lockWait);
    }

    boolean isRegistered(String name) {
        return answers.get(name) instanceof BranchAccepted;
    }

    /** Whether the rows are kept for it. */
    boolean hasPlace(String name) {
        LockWait lockWait = byName.get(name);
        return lockWait != null && !waiting.containsKey(lockWait) && queue().contains(lockWait);
    }

    Refusal refusal(String name) {
        return ((Reply.Refused) Objects.requireNonNull(answers.get(name))).reason();
    }

    static List<LockKey> rows(String... rows) {
        return Stream.of(rows)
                .map(row -> new LockKey("db", "t", row))
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }
}
