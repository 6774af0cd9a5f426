package dev.assent.server.record;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.BranchProgress;
import dev.assent.core.Ending;
import dev.assent.core.Event;
import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.DatabaseNamed;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.MarkOrdered;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Event.TermBegan;
import dev.assent.core.MarkOrder;
import dev.assent.core.Origin;
import dev.assent.core.OutcomeAndCause;
import dev.assent.core.Parked;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.DeliveryPaused;
import dev.assent.core.PhaseTwoEvent.DeliveryRecorded;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.core.RequestId;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.core.SnapshotEvent.BranchRestored;
import dev.assent.core.SnapshotEvent.Memory;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.core.SnapshotEvent.Remembered;
import dev.assent.core.SnapshotEvent.Restored;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of every kind that is written, with everything that may be in them. */
final class RandomEvents {
    static final int KINDS = 22;
    private static final List<String> TEXTS = List.of(
            "", "a", "stock_tbl", "jdbc:h2:mem:x", "Bestellung Nr. 7 für Zoë", "😀", "\u0000\n", "x".repeat(700));

    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    Event event() {
        return switch (random.nextInt(KINDS)) {
            case 0 -> new IdsReserved(random.nextLong(), random.nextLong());
            case 1 -> new Began(begun());
            case 2 -> registered();
            case 3 -> new BranchReported(xid(), branchId(), one(BranchStatus.values()), maybe(this::text));
            case 4 -> new CommitDecided(xid(), many(this::branchId));
            case 5 -> new RollbackDecided(xid(), one(Cause.values()), many(this::branchId));
            case 6 -> new BranchFinished(xid(), branchId());
            case 7 -> new BranchParked(xid(), branchId(), text(), random.nextInt(), random.nextBoolean());
            case 8 -> restored(begun(), maybe(this::verdict));
            case 9 -> new BranchRestored(xid(), branch(), progress());
            case 10 -> new DeliveryRecorded(xid(), branchId());
            case 11 -> new RetryAsked(xid());
            case 12 -> new DeliveryPaused(xid());
            case 13 -> new DeliveryResumed(xid());
            case 14 -> new Abandoned(xid(), text());
            case 15 -> new SagaEnded(xid(), one(Outcome.values()), one(Cause.values()));
            case 16 -> new SagaTurned(xid(), one(Outcome.values()), one(Cause.values()));
            case 17 -> new ReasonRemembered(xid(), text());
            case 18 ->
                new TermBegan(
                        random.nextLong(),
                        text(),
                        random.nextLong(),
                        Duration.ofMillis(random.nextInt(60_000)),
                        Duration.ofMillis(random.nextInt()));
            case 19 -> new DatabaseNamed(text(), mark());
            case 20 -> new MarkOrdered(text(), new MarkOrder(mark(), random.nextBoolean(), random.nextBoolean()));
            default -> new Remembered(text(), many(() -> new Memory(random.nextLong(), ending())));
        };
    }

    Instant time() {
        return Instant.ofEpochMilli(random.nextLong() >> 8);
    }

    private BranchRegistered registered() {
        Begun begun = begun();
        return random.nextBoolean()
                ? new BranchRegistered(begun.xid(), begun, branch())
                : new BranchRegistered(xid(), null, branch());
    }

    private Begun begun() {
        return new Begun(xid(), time(), time(), text(), origin(), text());
    }

    private DatabaseMark mark() {
        return new DatabaseMark("m-" + random.nextInt(1000));
    }

    private Branch branch() {
        Branch branch = byName();
        return random.nextBoolean() ? branch : branch.in(mark());
    }

    private Branch byName() {
        String resource = text();
        return new Branch(
                branchId(),
                one(BranchType.values()),
                resource,
                many(() -> new LockKey(resource, text(), text())),
                origin(),
                one(BranchStatus.values()),
                maybe(this::text),
                maybe(() -> new RequestId(text(), random.nextLong())));
    }

    private Origin origin() {
        return new Origin(text(), text(), random.nextBoolean());
    }

    /** What is undecided has come nowhere. */
    private Restored restored(Begun begun, @Nullable OutcomeAndCause verdict) {
        return verdict == null
                ? new Restored(begun, null, null, 0, BranchProgress.NONE)
                : new Restored(begun, verdict, maybe(this::time), random.nextInt(), progress());
    }

    private BranchProgress progress() {
        return new BranchProgress(
                random.nextBoolean(),
                random.nextBoolean(),
                maybe(() -> new Parked(branchId(), text(), time(), random.nextInt(), random.nextBoolean())));
    }

    private OutcomeAndCause verdict() {
        return new OutcomeAndCause(one(Outcome.values()), one(Cause.values()));
    }

    private Ending ending() {
        return new Ending(one(Outcome.values()), one(Cause.values()), random.nextBoolean(), random.nextBoolean());
    }

    private Xid xid() {
        return new Xid("10.0.0.1:8091:" + (random.nextLong() >>> 1));
    }

    private BranchId branchId() {
        return new BranchId(1 + (random.nextLong() >>> 2));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> List<T> many(Supplier<T> item) {
        return Stream.generate(item).limit(random.nextInt(4)).toList();
    }

    private <T> @Nullable T maybe(Supplier<T> item) {
        return random.nextBoolean() ? item.get() : null;
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
