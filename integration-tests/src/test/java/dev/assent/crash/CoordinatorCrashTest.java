package dev.assent.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.database.DatabaseKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The coordinator dies by SIGKILL in each moment of a purchase, on each database, under load. Nothing is lost or half.
 */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
final class CoordinatorCrashTest {
    private static final int FEWEST_KILLS = 20;

    private final Set<DatabaseKind> played = EnumSet.noneOf(DatabaseKind.class);
    private final List<Long> undecided = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void theBooksAreWholeAfterEveryKill(DatabaseKind kind, DatabaseServers servers) throws Exception {
        long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
        System.out.printf("crash test on %s: seed %d%n", kind, seed);
        try (Scene scene = new Scene(servers, kind, seed)) {
            for (Moment moment : Moment.values()) {
                scene.play(moment);
            }
            scene.audit();
            assertThat(scene.kills())
                    .hasSizeGreaterThan(Moment.values().length)
                    .allSatisfy(count -> assertThat(count).isPositive());
            undecided.addAll(scene.kills());
            played.add(kind);
        }
    }

    @AfterAll
    void thereWereEnoughKills() {
        assumeThat(played).containsExactly(DatabaseKind.values());
        System.out.printf("%d kills, undecided at each: %s%n", undecided.size(), undecided);
        assertThat(undecided).hasSizeGreaterThanOrEqualTo(FEWEST_KILLS);
    }
}
