package dev.assent.server.loop;

import dev.assent.core.Coordinator;
import dev.assent.core.Event.Restarted;
import dev.assent.core.Policy;
import dev.assent.core.Transition;
import dev.assent.journal.Disk;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.Recovery;
import dev.assent.server.port.Clock;
import dev.assent.server.record.CoordinatorRecords;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A coordinator brought back from its disk: replayed, then written as a fresh snapshot of a new epoch, before anybody
 * hears of it.
 */
public record Startup(Coordinator coordinator, Journal journal, Recovery recovery) {
    private static final Instant FIRST_IDS = Instant.parse("2020-01-01T00:00:00Z");
    private static final int IDS_PER_MILLISECOND_BITS = 20;

    /** @param observer hears of every transition, those of the replay too */
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
        Instant now = new CoordinatorTime(clock, coordinator.latest()).now();
        coordinator.firstIds(idBase(clock.wall())).ifPresent(ids -> coordinator.apply(ids, now));
        coordinator.apply(new Restarted(), now);
        return new Startup(coordinator, recovery.start(records, random), recovery);
    }

    /**
     * A new data directory counts from the time of day: however the old one was lost, its ids stay behind. Room for a
     * million ids a millisecond until the year 2290.
     */
    private static long idBase(Instant wall) {
        long since = Math.max(1, wall.toEpochMilli() - FIRST_IDS.toEpochMilli());
        return since << IDS_PER_MILLISECOND_BITS;
    }
}
