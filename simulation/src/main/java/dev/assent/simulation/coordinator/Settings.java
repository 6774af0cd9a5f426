package dev.assent.simulation.coordinator;

import dev.assent.core.Policy;
import dev.assent.journal.JournalOptions;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.simulation.world.Chance;
import java.time.Duration;

/**
 * How this seed's coordinator is configured. Small files and ranges, so that their ends are met often.
 *
 * @param window of the loop's options
 * @param longestPatience of the loop's options
 */
public record Settings(JournalOptions journal, Policy policy, LoopOptions loop, int window, Duration longestPatience) {
    private static final String ADDRESS = "10.0.0.1:8091";
    private static final int SECTOR = 512;

    public static Settings draw(Chance chance) {
        JournalOptions journal = new JournalOptions(SECTOR * (int) chance.between(6, 80), (int) chance.between(1, 4));
        Policy usual = Policy.of(ADDRESS);
        Policy policy = new Policy(ADDRESS, chance.between(5, 300), usual.restartGrace(), usual.memory());
        Duration answer = Duration.ofSeconds(chance.between(2, 15));
        int window = (int) chance.between(1, 20);
        Duration longestPatience = answer.multipliedBy(3);
        LoopOptions loop = LoopOptions.builder()
                .answerTimeout(answer)
                .parkAfter(answer)
                .window(window)
                .longestPatience(longestPatience)
                .build();
        return new Settings(journal, policy, loop, window, longestPatience);
    }
}
