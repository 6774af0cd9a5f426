package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Command.Answered;
import dev.assent.core.Command.Begin;
import dev.assent.core.Command.Commit;
import dev.assent.core.Command.Expire;
import dev.assent.core.Command.Register;
import dev.assent.core.Command.Report;
import dev.assent.core.Command.Rollback;
import dev.assent.core.Command.Status;
import dev.assent.core.Event.TermBegan;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Refused;
import dev.assent.core.Reply.Stands;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A coordinator, its clock and its journal in one hand, with a verb per wish. Whatever is decided is applied at once. */
final class Scene {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final String ADDRESS = "10.0.0.5:8091";
    static final Origin SHOP = new Origin("shop", "10.0.0.9:50000", true);
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** What a disk would hold. */
    record Line(Instant at, Event event) {}

    final Policy policy;
    final List<Line> journal = new ArrayList<>();
    Coordinator coordinator;
    Mirror mirror = new Mirror();
    Instant now = NOON;
    Runnable recorded = () -> {};

    Scene() {
        this(Policy.of(ADDRESS), ignored -> {});
    }

    Scene(Policy policy, Consumer<Transition> observer) {
        this.policy = policy;
        this.coordinator = new Coordinator(policy, observer);
        apply(new TermBegan(1, "n", 1, Duration.ZERO, policy.memory()));
    }

    Said say(Command command) {
        String before = coordinator.toString();
        Decision decision = coordinator.decide(command, now);
        assertThat(coordinator.toString()).as("deciding changes nothing").isEqualTo(before);
        Touches touches = new Touches();
        Xid xid = null;
        TransactionDetails ended = null;
        for (Event event : decision.events()) {
            Touched touched = apply(event);
            if (touched.xid() != null) {
                xid = touched.xid();
                touches.add(touched);
                ended = touched.ended().orElse(ended);
            }
        }
        Reply reply = coordinator.reply(decision);
        Mirror.Change change = Mirror.Change.NOTHING;
        if (xid != null) {
            change = mirror.take(coordinator.obligations(xid, touches));
            mirror.assertAgreesWith(coordinator, xid);
        }
        return new Said(decision.events(), reply, change, ended);
    }

    Touched apply(Event event) {
        Touched touched = coordinator.apply(event, now);
        if (event.durability() != Durability.NONE) {
            journal.add(new Line(now, event));
            recorded.run();
        }
        return touched;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The process dies and starts again: what was journaled is all there is. */
    Mirror restart() {
        coordinator = replay(policy, journal);
        apply(coordinator.nextTerm(2, "n", 1, now));
        mirror = new Mirror();
        coordinator.openXids().forEach(xid -> mirror.take(coordinator.obligations(xid)));
        return mirror;
    }

    static Coordinator replay(Policy policy, List<Line> journal) {
        Coordinator again = new Coordinator(policy);
        journal.forEach(line -> again.apply(line.event(), line.at()));
        return again;
    }

    /** As a snapshot says it, and as a new coordinator would read it. */
    static List<Line> snapshot(Coordinator coordinator) {
        List<Line> lines = new ArrayList<>();
        coordinator.snapshot((at, event) -> lines.add(new Line(at, event)));
        return lines;
    }

    Xid begin() {
        return begin("buy", TIMEOUT);
    }

    Xid begin(String name, Duration timeout) {
        return reply(TransactionBegun.class, say(new Begin(timeout, name, SHOP, "group")))
                .xid();
    }

    BranchId join(Xid xid, BranchType type, String lockKey) {
        return reply(BranchAccepted.class, register(xid, type, lockKey)).branch();
    }

    Said register(Xid xid, BranchType type, String lockKey) {
        return say(register(xid, type, lockKey, false, null));
    }

    static Register register(
            Xid xid, BranchType type, String lockKey, boolean holdsLocalTransaction, @Nullable RequestId request) {
        return new Register(xid, type, "db", lockKey, "data", holdsLocalTransaction, SHOP, request, false);
    }

    Said report(Xid xid, BranchId branch, BranchStatus status, @Nullable String data) {
        return say(new Report(xid, branch, status, data));
    }

    Said commit(Xid xid) {
        return say(new Commit(xid));
    }

    Said rollback(Xid xid) {
        return say(new Rollback(xid));
    }

    Said expire(Xid xid) {
        return say(new Expire(xid));
    }

    Said done(Xid xid, BranchId branch, Outcome told) {
        return say(new Answered(xid, branch, told, turn(xid), BranchAnswer.DONE));
    }

    Said never(Xid xid, BranchId branch, Outcome told) {
        return say(new Answered(xid, branch, told, turn(xid), new BranchAnswer.Never("its rows were changed", 1)));
    }

    Said operate(Xid xid, Operation operation, String reason) {
        return say(new Command.Operate(xid, operation, reason));
    }

    /** The current one. */
    int turn(Xid xid) {
        OpenTransaction tx = coordinator.state().openOrNull(xid);
        return tx == null ? 0 : tx.turn();
    }

    TransactionStatus status(Xid xid) {
        return stands(say(new Status(xid)));
    }

    static TransactionStatus stands(Said decision) {
        return reply(Stands.class, decision).status();
    }

    static Refusal refusal(Said decision) {
        return reply(Refused.class, decision).reason();
    }

    static <R extends Reply> R reply(Class<R> kind, Said decision) {
        Reply reply = Objects.requireNonNull(decision.reply());
        assertThat(reply).isInstanceOf(kind);
        return kind.cast(reply);
    }

    static List<BranchId> told(Mirror mirror) {
        return mirror.deliveries().stream().map(each -> each.branch().id()).toList();
    }
}
