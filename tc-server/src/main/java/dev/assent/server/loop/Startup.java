package dev.assent.server.loop;

import dev.assent.core.Coordinator;
import dev.assent.core.Event.TermBegan;
import dev.assent.core.Policy;
import dev.assent.core.Transition;
import dev.assent.journal.Disk;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.Recovery;
import dev.assent.server.port.Clock;
import dev.assent.server.record.CoordinatorRecords;
import dev.assent.server.record.RecordCodec;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A coordinator brought back from its disk: replayed, then written as a fresh snapshot of a new epoch, with the record of
 * the term that begins forced behind it, before anything is answered.
 */
public record Startup(Coordinator coordinator, Journal journal, Recovery recovery) {
    private static final Instant FIRST_IDS = Instant.parse("2020-01-01T00:00:00Z");
    private static final int IDS_PER_MILLISECOND_BITS = 20;

    /**
     * Replays and begins a term.
     *
     * @param random what a start adds to the time of day, and its name among other starts
     * @param observer receives every transition, also during replay
     */
    public static Startup of(
            Disk disk,
            JournalOptions options,
            Policy policy,
            Clock clock,
            RandomGenerator random,
            Consumer<Transition> observer) {
        Coordinator coordinator = new Coordinator(policy, observer);
        CoordinatorRecords records = new CoordinatorRecords(coordinator);
        Recovery recovery = Recovery.open(disk, options, records::replay);
        Journal journal = recovery.start(records, random);
        Instant now = new CoordinatorTime(clock, coordinator.latest()).now();
        TermBegan term = coordinator.nextTerm(
                journal.epoch(), Long.toHexString(random.nextLong()), idBase(clock.wall(), random), now);
        coordinator.apply(term, now);
        journal.append(List.of(new RecordCodec().encode(now, term)));
        journal.force();
        return new Startup(coordinator, journal, recovery);
    }

    /**
     * Every start counts from the time of day, and from some random step above it: however an earlier run was lost, by
     * a wiped disk or a restored backup, its ids are lower. Room for a million ids a millisecond until the year 2290.
     */
    private static long idBase(Instant wall, RandomGenerator random) {
        long since = Math.max(1, wall.toEpochMilli() - FIRST_IDS.toEpochMilli());
        return (since << IDS_PER_MILLISECOND_BITS) + random.nextInt(1 << IDS_PER_MILLISECOND_BITS);
    }
}
