package dev.assent.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.simulation.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * All of it in every build. One case alone, with all that happens in it: {@code -Dassent.case='AT commit: before …'}, as the
 * failure names it.
 */
class CrashMatrixTest {
    private static final String ONLY = System.getProperty("assent.case", "");
    private static final int SHOWN = 10;

    @Test
    void whateverBreaksAtWhateverStepEveryPromiseIsKept() {
        long start = System.nanoTime();
        CrashMatrix matrix = new CrashMatrix();
        AtomicLong events = new AtomicLong();
        List<Case> cases = matrix.cases().stream()
                .filter(each -> ONLY.isEmpty() || each.name().equals(ONLY))
                .toList();
        List<String> failures = cases.stream()
                .parallel()
                .map(each -> failure(each, events))
                .flatMap(Optional::stream)
                .toList();
        String figures = String.format(
                Locale.ROOT,
                "%,d cases at %d steps, %,d left out as impossible, %,d events, %d broken promises, in %.1f s",
                cases.size(),
                matrix.steps(),
                matrix.impossible(),
                events.get(),
                failures.size(),
                (System.nanoTime() - start) / 1e9);
        System.out.println("crash matrix: " + figures);
        Figures.publish("matrix", List.of("- **Crash matrix** (`CrashMatrixTest`): " + figures + '.'));
        assertThat(cases).isNotEmpty();
        assertThat(failures.stream().limit(SHOWN)).isEmpty();
    }

    private static Optional<String> failure(Case each, AtomicLong events) {
        try {
            events.addAndGet(CrashMatrix.run(each, ONLY.isEmpty() ? null : System.out::println));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(each + System.lineSeparator() + "    " + e);
        }
    }
}
