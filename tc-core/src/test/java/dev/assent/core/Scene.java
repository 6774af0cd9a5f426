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
import dev.assent.core.Effect.Deliver;
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
    Instant now = NOON;
    Runnable recorded = () -> {};

    Scene() {
        this(Policy.of(ADDRESS), ignored -> {});
    }

    Scene(Policy policy, Consumer<Transition> observer) {
        this.policy = policy;
        this.coordinator = new Coordinator(policy, observer);
        coordinator.firstIds(1).ifPresent(this::apply);
    }

    Decision say(Command command) {
        String before = coordinator.toString();
        Decision decision = coordinator.decide(command, now);
        assertThat(coordinator.toString()).as("deciding changes nothing").isEqualTo(before);
        decision.events().forEach(this::apply);
        return decision;
    }

    private void apply(Event event) {
        coordinator.apply(event, now);
        if (event.durability() != Durability.NONE) {
            journal.add(new Line(now, event));
            recorded.run();
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The process dies and starts again: what was journaled is all there is. */
    List<Effect> restart() {
        coordinator = replay(policy, journal);
        coordinator.apply(new Event.Restarted(), now);
        return coordinator.owed();
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

    Decision register(Xid xid, BranchType type, String lockKey) {
        return say(register(xid, type, lockKey, false, null));
    }

    static Register register(
            Xid xid, BranchType type, String lockKey, boolean holdsLocalTransaction, @Nullable RequestId request) {
        return new Register(xid, type, "db", lockKey, "data", holdsLocalTransaction, SHOP, request, false);
    }

    Decision report(Xid xid, BranchId branch, BranchStatus status, @Nullable String data) {
        return say(new Report(xid, branch, status, data));
    }

    Decision commit(Xid xid) {
        return say(new Commit(xid));
    }

    Decision rollback(Xid xid) {
        return say(new Rollback(xid));
    }

    Decision expire(Xid xid) {
        return say(new Expire(xid));
    }

    Decision done(Xid xid, BranchId branch, Outcome told) {
        return say(new Answered(xid, branch, told, BranchAnswer.DONE));
    }

    Decision never(Xid xid, BranchId branch, Outcome told) {
        return say(new Answered(xid, branch, told, new BranchAnswer.Never("its rows were changed", 1)));
    }

    TransactionStatus standing(Xid xid) {
        return stands(say(new Status(xid)));
    }

    static TransactionStatus stands(Decision decision) {
        return reply(Stands.class, decision).standing();
    }

    static Refusal refusal(Decision decision) {
        return reply(Refused.class, decision).reason();
    }

    static <R extends Reply> R reply(Class<R> kind, Decision decision) {
        Reply reply = Objects.requireNonNull(decision.reply());
        assertThat(reply).isInstanceOf(kind);
        return kind.cast(reply);
    }

    static List<BranchId> told(List<Effect> effects) {
        return effects.stream()
                .filter(Deliver.class::isInstance)
                .map(effect -> ((Deliver) effect).branch().id())
                .toList();
    }
}
