package dev.assent.simulation.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Inbound;
import dev.assent.simulation.Mutant;
import dev.assent.simulation.Report;
import dev.assent.simulation.Scenario;
import dev.assent.simulation.Simulation;
import dev.assent.simulation.coordinator.FaultHooks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final Report KEPT = Simulation.run(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Set<Long> ran = new ConcurrentSkipListSet<>();

    @Test
    void itGoesOnAfterAFailureAndReportsAllFailuresByTheirKind() {
        List<Long> broken = List.of(3L, 700L, 1100L);
        List<Long> thrown = List.of(9L);

        boolean held = campaign(0, seed -> {
                    if (broken.contains(seed)) {
                        return Simulation.run(Scenario.of(2).with(Mutant.LOCKS_ARE_NOT_TAKEN.hooks()));
                    }
                    return thrown.contains(seed)
                            ? Simulation.run(Scenario.of(seed).with(deaf()))
                            : KEPT;
                })
                .run(1, 1200);

        assertThat(held).isFalse();
        assertThat(ran).hasSize(1200).contains(1L, 1200L);
        assertThat(text())
                .contains("1,196 seeds kept every promise")
                .contains("4 seeds broke a promise, in 2 kinds:")
                .contains("3 failures: broken promise 'one decision' at ")
                .contains("1 failure: java.lang.IllegalStateException at CampaignTest")
                .contains("again: ./assent simulate --seed 9 --seeds 1")
                .contains("The shortest story of seed 2 ")
                .contains("The shortest story of seed 9 ");
    }

    @Test
    void itRunsBlocksOfSeedsUntilTheTimeIsOver() {
        boolean held = campaign(40, seed -> KEPT).run(5, Duration.ofMinutes(1));

        assertThat(held).isTrue();
        assertThat(ran).hasSize(1000).contains(5L, 1004L);
        assertThat(text()).startsWith("seeds from 5, for 1 minutes").contains("1,000 seeds kept every promise");
    }

    /** @param seconds that pass from one look at the clock to the next */
    private Campaign campaign(int seconds, LongFunction<Report> world) {
        long[] now = {0};
        return new Campaign(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                () -> now[0] += Duration.ofSeconds(seconds).toNanos(),
                seed -> {
                    ran.add(seed);
                    return world.apply(seed);
                });
    }

    private static FaultHooks deaf() {
        return new FaultHooks() {
            @Override
            public Inbound received(Inbound inbound) {
                throw new IllegalStateException("a mistake of ours");
            }
        };
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
