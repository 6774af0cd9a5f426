package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.core.Scene.Line;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A coordinator under random commands, and a second opinion on what it must know, kept from its records alone. */
final class RandomLife {
    private static final List<String> ROWS = List.of("t:1", "t:2", "t:3", "u:1", "t:1,2", "u:1;t:3", "");
    private static final List<LockKey> KEYS = LockKey.parse("db", "t:1,2,3;u:1");
    private static final List<BranchStatus> SAID = List.of(
            BranchStatus.REGISTERED,
            BranchStatus.PHASE_ONE_DONE,
            BranchStatus.PHASE_ONE_FAILED,
            BranchStatus.PHASE_ONE_RDONLY);

    final Scene scene;
    final Map<Xid, Outcome> outcomes = new LinkedHashMap<>();

    private final Random random;
    private final List<Xid> xids = new ArrayList<>(List.of(new Xid("elsewhere:8091:1")));
    private final List<BranchId> branches = new ArrayList<>(List.of(new BranchId(999)));
    private final Map<BranchId, Xid> joined = new LinkedHashMap<>();
    private final List<PendingDelivery> told = new ArrayList<>();
    private final List<String> textAfter = new ArrayList<>();
    private final Map<LockKey, Map<BranchId, Xid>> locks = new LinkedHashMap<>();

    RandomLife(Random random) {
        this(random, ignored -> {});
    }

    RandomLife(Random random, Consumer<Transition> observer) {
        this.random = random;
        this.scene = new Scene(new Policy(Scene.ADDRESS, 7, Duration.ofSeconds(15), Duration.ofHours(1)), observer);
        rememberTexts();
        scene.recorded = this::rememberTexts;
    }

    /** One command, and what came of it. */
    Step step() {
        scene.pass(Duration.ofMillis(random.nextInt(4000)));
        Command command = anything();
        Said decision = scene.say(command);
        if (decision.reply() instanceof TransactionBegun begun) {
            xids.add(begun.xid());
        } else if (decision.reply() instanceof BranchAccepted accepted) {
            branches.add(accepted.branch());
        }
        decision.events().forEach(this::follow);
        for (PendingDelivery deliver : decision.change().fresh()) {
            told.add(deliver);
            assertThat(outcome(deliver.xid()).or(() -> outcome(state(deliver.xid()))))
                    .contains(deliver.outcome());
        }
        return new Step(command, decision);
    }

    record Step(Command command, Said said) {}

    private Command anything() {
        Xid xid = anyXid();
        return switch (random.nextInt(28)) {
            case 0, 1 ->
                new Command.Begin(
                        Duration.ofSeconds(random.nextInt(40)),
                        random.nextInt(4) == 0 ? "$Saga_x" : "buy",
                        Scene.SHOP,
                        "g");
            case 2, 3, 4, 5, 6, 7, 14, 15 ->
                new Command.Register(
                        xid,
                        anyType(),
                        "db",
                        any(ROWS),
                        "data",
                        random.nextBoolean(),
                        Scene.SHOP,
                        request(),
                        random.nextInt(20) == 0);
            case 8 -> report();
            case 9 -> new Command.Commit(xid);
            case 10 -> new Command.Rollback(xid);
            case 11 -> new Command.Expire(xid);
            case 12 -> new Command.QueryLocks(random.nextBoolean() ? xid : null, "db", any(ROWS));
            case 13 -> new Command.Answered(xid, any(branches), any(List.of(Outcome.values())), 0, BranchAnswer.DONE);
            case 16, 19, 20, 21 -> wish(decided());
            case 17 -> new Command.ReportSaga(decided(), any(List.of(SagaReport.values())));
            case 18 ->
                told.isEmpty()
                        ? new Command.Status(xid)
                        : new Command.RecordDelivery(
                                last().xid(), last().branch().id());
            default -> answer();
        };
    }

    private Command report() {
        BranchId branch = any(branches.subList(Math.max(0, branches.size() - 5), branches.size()));
        Xid xid = random.nextInt(5) == 0 ? anyXid() : joined.getOrDefault(branch, anyXid());
        return new Command.Report(xid, branch, any(SAID), random.nextBoolean() ? "more" : null);
    }

    private Command wish(Xid xid) {
        return switch (random.nextInt(9)) {
            case 0, 1, 8 -> new Command.Operate(xid, Operation.RETRY, "");
            case 2, 3, 4 -> new Command.Operate(xid, Operation.PAUSE, "");
            case 5, 6 -> new Command.Operate(xid, Operation.RESUME, "");
            default -> new Command.Operate(xid, Operation.FORCE, "enough of " + xid);
        };
    }

    private Command answer() {
        if (told.isEmpty()) {
            return new Command.Status(anyXid());
        }
        PendingDelivery deliver = last();
        return new Command.Answered(
                deliver.xid(), deliver.branch().id(), deliver.outcome(), deliver.turn(), anyAnswer(deliver));
    }

    private BranchAnswer anyAnswer(PendingDelivery deliver) {
        boolean saga = deliver.branch().type() == BranchType.SAGA;
        return switch (random.nextInt(saga ? 8 : 6)) {
            case 0, 1 -> new BranchAnswer.Never("no", 1);
            case 2 -> new BranchAnswer.Failing("not yet", 1);
            case 6 -> BranchAnswer.OPPOSITE_DONE;
            case 7 -> BranchAnswer.TURNED;
            default -> BranchAnswer.DONE;
        };
    }

    private Xid decided() {
        return told.isEmpty() || random.nextInt(4) == 0 ? anyXid() : last().xid();
    }

    private PendingDelivery last() {
        return any(told.subList(Math.max(0, told.size() - 5), told.size()));
    }

    private Xid anyXid() {
        return any(xids.subList(Math.max(0, xids.size() - 3), xids.size()));
    }

    private BranchType anyType() {
        return any(List.of(
                BranchType.AT,
                BranchType.AT,
                BranchType.TCC,
                BranchType.XA,
                BranchType.XA,
                BranchType.SAGA,
                BranchType.SAGA_ANNOTATION));
    }

    private RequestId request() {
        return new RequestId("client", random.nextInt(20));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /**
     * Locks as the promise has them: they come with a branch's record, they go with the one that decides or ends it. Only a
     * saga's engine changes an outcome.
     */
    private void follow(Event event) {
        if (event instanceof BranchRegistered r) {
            joined.put(r.branch().id(), r.xid());
            r.branch()
                    .rows()
                    .forEach(row -> locks.computeIfAbsent(row, first -> new LinkedHashMap<>())
                            .put(r.branch().id(), r.xid()));
        } else if (event instanceof CommitDecided commit) {
            locks.values().forEach(holders -> holders.values().removeIf(commit.xid()::equals));
        } else if (event instanceof BranchFinished finished) {
            locks.values().forEach(holders -> holders.remove(finished.branch()));
        } else if (event instanceof Abandoned abandoned) {
            locks.values().forEach(holders -> holders.values().removeIf(abandoned.xid()::equals));
        } else if (event instanceof SagaTurned turned) {
            outcomes.put(turned.xid(), turned.outcome());
        } else if (event instanceof SagaEnded ended) {
            outcomes.put(ended.xid(), ended.outcome());
        } else if (event instanceof RollbackDecided rollback) {
            locks.values()
                    .forEach(holders -> holders.entrySet()
                            .removeIf(held ->
                                    held.getValue().equals(rollback.xid()) && isOver(rollback.xid(), held.getKey())));
        }
    }

    /** An XA branch that failed or only read has nothing to roll back. */
    private boolean isOver(Xid xid, BranchId branch) {
        Map<BranchId, Branch> known = new LinkedHashMap<>();
        for (Line line : scene.journal) {
            if (line.event() instanceof BranchRegistered r) {
                known.put(r.branch().id(), r.branch());
            } else if (line.event() instanceof Event.BranchReported r && r.xid().equals(xid)) {
                known.computeIfPresent(r.branch(), (id, b) -> b.reported(r.status(), r.applicationData()));
            }
        }
        Branch last = Optional.ofNullable(known.get(branch)).orElseThrow();
        return last.type() == BranchType.XA
                && (last.status() == BranchStatus.PHASE_ONE_FAILED || last.status() == BranchStatus.PHASE_ONE_RDONLY);
    }

    void assertOneOutcomeEach() {
        for (Xid xid : xids) {
            Optional<Outcome> now = outcome(state(xid));
            assertThat(now).as("the outcome of %s", xid).isEqualTo(outcome(xid).or(() -> now));
            now.ifPresent(outcome -> outcomes.put(xid, outcome));
        }
    }

    private TransactionState state(Xid xid) {
        return scene.coordinator.state().find(xid).state();
    }

    private Optional<Outcome> outcome(Xid xid) {
        return Optional.ofNullable(outcomes.get(xid));
    }

    private static Optional<Outcome> outcome(TransactionState state) {
        return switch (state) {
            case UNKNOWN, ACTIVE -> Optional.empty();
            case COMMITTING, COMMIT_FAILED, COMMITTED, COMMIT_ABANDONED -> Optional.of(Outcome.COMMIT);
            case ROLLING_BACK, ROLLBACK_FAILED, ROLLED_BACK, ROLLBACK_ABANDONED -> Optional.of(Outcome.ROLLBACK);
        };
    }

    void assertLocksAreOwned() {
        Coordinator c = scene.coordinator;
        for (LockKey row : KEYS) {
            Map<BranchId, Xid> holders = locks.getOrDefault(row, Map.of());
            assertThat(c.state().locks().holders(row)).as("%s", row).containsExactlyElementsOf(holders.keySet());
            Set<Xid> owners = new LinkedHashSet<>(holders.values());
            assertThat(owners).as("owners of %s", row).hasSizeLessThanOrEqualTo(1);
            assertThat(c.state().locks().heldByOther(null, List.of(row)).map(LockTable.Held::owner).stream())
                    .containsExactlyElementsOf(owners);
            owners.forEach(owner -> assertThat(c.state().find(owner).state())
                    .as("owner of %s", row)
                    .isIn(TransactionState.ACTIVE, TransactionState.ROLLING_BACK, TransactionState.ROLLBACK_FAILED));
        }
    }

    /** Lazy records at the end may be lost, forced ones not: each such journal leads to what was so at that record. */
    void assertAnyLegalPrefixReplays() {
        int shortest = shortestPrefix();
        int length = shortest + random.nextInt(scene.journal.size() - shortest + 1);
        List<Line> kept = scene.journal.subList(0, length);

        assertThat(known(Scene.replay(scene.policy, kept), journaled(kept)))
                .as("replay of %d records of %d", length, scene.journal.size())
                .isEqualTo(textAfter.get(length));
    }

    int shortestPrefix() {
        int length = scene.journal.size();
        while (length > 0 && scene.journal.get(length - 1).event().durability() != Durability.FORCED) {
            length--;
        }
        return length;
    }

    /** After every record: a crash may come between two of one decision. */
    private void rememberTexts() {
        while (textAfter.size() <= scene.journal.size()) {
            textAfter.add(known(scene.coordinator, journaled(scene.journal)));
        }
    }

    /** All that a coordinator knows about these transactions and about the rows, in an order of ours. */
    String known(Coordinator c, Set<Xid> about) {
        StringBuilder known = new StringBuilder();
        for (Xid xid : about) {
            known.append(c.state().find(xid)).append('\n');
        }
        for (LockKey row : KEYS) {
            known.append(c.state().locks().heldByOther(null, List.of(row)))
                    .append(c.state().locks().holders(row))
                    .append('\n');
        }
        return known.append(c.lockedRows()).toString();
    }

    static Set<Xid> journaled(List<Line> journal) {
        Set<Xid> xids = new LinkedHashSet<>();
        for (Line line : journal) {
            if (line.event() instanceof OfTransaction event) {
                xids.add(event.xid());
            }
        }
        return xids;
    }

    /** All but those that die with the process. */
    Set<Xid> durable() {
        Set<Xid> journaled = journaled(scene.journal);
        Set<Xid> durable = new LinkedHashSet<>(xids);
        durable.removeIf(xid ->
                scene.coordinator.state().find(xid).state() == TransactionState.ACTIVE && !journaled.contains(xid));
        return durable;
    }

    /** Everything that can be asked without drawing an id. */
    List<Command> questions() {
        List<Command> questions = new ArrayList<>();
        for (Xid xid : durable()) {
            questions.addAll(List.of(
                    new Command.Status(xid),
                    new Command.Commit(xid),
                    new Command.Rollback(xid),
                    new Command.Expire(xid),
                    new Command.Report(xid, any(branches), BranchStatus.PHASE_ONE_DONE, null),
                    new Command.QueryLocks(xid, "db", any(ROWS))));
        }
        for (PendingDelivery deliver : told) {
            questions.add(new Command.Answered(
                    deliver.xid(), deliver.branch().id(), deliver.outcome(), deliver.turn(), BranchAnswer.DONE));
        }
        return questions;
    }

    /** One line per transaction and per remembered ending: neither has an order that matters. */
    static List<String> sorted(List<Line> snapshot) {
        return snapshot.stream()
                .flatMap(line -> line.event() instanceof SnapshotEvent.Remembered r
                        ? r.endings().stream().map(ending -> line.at() + r.address() + ending)
                        : Stream.of(line.toString()))
                .sorted()
                .toList();
    }
}
