package dev.assent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildSeedsTest {
    private static final String COMMIT = "cfe13cb5a0f3c7d2e1b4a69788776655443322ff";
    private static final String NEXT_COMMIT = "8df2e9c5a0f3c7d2e1b4a69788776655443322ff";

    @Test
    void halfOfThemAreFixedAndHalfAreDrawnFromTheCommit() {
        BuildSeeds seeds = BuildSeeds.of(Optional.of(COMMIT));
        BuildSeeds next = BuildSeeds.of(Optional.of(NEXT_COMMIT));

        assertThat(seeds).isEqualTo(BuildSeeds.of(Optional.of(COMMIT)));
        assertThat(seeds.all().subList(0, 1000))
                .isEqualTo(next.all().subList(0, 1000))
                .startsWith(1L)
                .endsWith(1000L);
        assertThat(seeds.all().subList(1000, 2000))
                .doesNotContainAnyElementsOf(next.all())
                .allMatch(seed -> seed > 1000);
    }

    @Test
    void theDrawnOnesArePrintedSoThatTheyCanBeRunAgain() {
        BuildSeeds seeds = BuildSeeds.of(Optional.of(COMMIT));

        assertThat(seeds.origin())
                .startsWith("seeds 1 to 1000, %d to %d (drawn from commit cfe13cb"
                        .formatted(seeds.all().get(1000), seeds.all().get(1999)));
    }

    @Test
    void withoutACommitAllAreFixed() {
        BuildSeeds seeds = BuildSeeds.of(Optional.empty());

        assertThat(seeds.all().subList(1000, 2000)).startsWith(1001L).endsWith(2000L);
        assertThat(seeds.origin()).contains("fixed");
    }

    @Test
    void sourcesThatAreNoCloneHaveNoCommit(@TempDir Path unpacked) {
        assertThat(BuildSeeds.commit(unpacked)).isEmpty();
    }

    @Test
    void everySeedThatEverFailedIsRunInEachBuild() {
        assertThat(KeptSeeds.read()).containsKeys(2664321625L, 777000499L);
        assertThat(BuildSeeds.of(Optional.empty()).all())
                .containsAll(KeptSeeds.read().keySet())
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeptSeedHasAReasonAndIsThereOnce() {
        assertThat(KeptSeeds.parse("# a comment\n\n7  why\n")).containsExactly(java.util.Map.entry(7L, "why"));
        for (String line : List.of("7", "7 ", "seven  why")) {
            assertThatThrownBy(() -> KeptSeeds.parse(line)).hasMessageContaining("but got '" + line + "'");
        }
        assertThatThrownBy(() -> KeptSeeds.parse("7  why\n7  why")).hasMessageContaining("7 is there twice");
    }
}
