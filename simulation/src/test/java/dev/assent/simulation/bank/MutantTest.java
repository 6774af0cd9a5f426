package dev.assent.simulation.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assent.simulation.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every known bug, put back, is noticed. Some of them alone: {@code -Dassent.mutants=J01,P} */
class MutantTest {
    private static final List<String> ONLY =
            List.of(System.getProperty("assent.mutants", "").split(","));
    private static final List<Mutant> MUTANTS = Bank.MUTANTS.stream()
            .filter(mutant -> ONLY.stream().anyMatch(mutant.id()::startsWith))
            .toList();

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> noMutantLives() {
        long start = System.nanoTime();
        Workshop workshop = new Workshop(directory);
        List<Fate> fates = MUTANTS.stream()
                .parallel()
                .map(mutant -> fate(mutant, workshop))
                .toList();
        publish(fates, System.nanoTime() - start);
        return fates.stream()
                .map(fate -> dynamicTest(
                        fate.mutant().id() + ": " + fate.mutant().bug(),
                        () -> assertThat(fate.verdict().death())
                                .as("what %s says of it", fate.mutant().suite())
                                .isPresent()));
    }

    /** A snippet that is gone, or stands twice, is to be looked up again: what the mutant does, its sentence says. */
    @TestFactory
    Stream<DynamicTest> everyMutantFitsTheSource() {
        return MUTANTS.stream()
                .map(mutant -> dynamicTest(
                        mutant.toString(),
                        () -> assertThat(Workshop.source(mutant)).contains("package dev.assent.")));
    }

    /** The same suites, in the same way, with nothing changed. */
    @TestFactory
    Stream<DynamicTest> theProductItselfPasses() {
        return MUTANTS.stream()
                .map(Mutant::suite)
                .distinct()
                .map(suite -> dynamicTest(suite.toString(), () -> {
                    try (SpoiltClasses classes = SpoiltClasses.from(directory)) {
                        assertThat(classes.run(suite).death()).isEmpty();
                    }
                }));
    }

    @Test
    void everyMutantHasANameOfItsOwnAndAnOrigin() {
        assertThat(MUTANTS).extracting(Mutant::id).doesNotHaveDuplicates();
        assertThat(MUTANTS).extracting(Mutant::bug).doesNotHaveDuplicates();
        assertThat(MUTANTS).extracting(Mutant::seenIn).doesNotContain("");
    }

    private static Fate fate(Mutant mutant, Workshop workshop) {
        long start = System.nanoTime();
        try (SpoiltClasses classes = SpoiltClasses.from(workshop.make(mutant))) {
            Verdict verdict = classes.run(mutant.suite());
            return new Fate(mutant, verdict, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static void publish(List<Fate> fates, long nanos) {
        String sum = String.format(
                Locale.ROOT,
                "%d known bugs put back one by one, %d noticed, in %.1f s",
                fates.size(),
                fates.stream()
                        .filter(fate -> fate.verdict().death().isPresent())
                        .count(),
                nanos / 1e9);
        List<String> table = Stream.concat(
                        Stream.of(Fate.head()), fates.stream().map(Fate::row))
                .toList();
        table.forEach(System.out::println);
        System.out.println(sum);
        Figures.publish(
                "bank",
                Stream.of(Stream.of("- **Bug bank** (`MutantTest`): " + sum + ':', ""), table.stream())
                        .flatMap(each -> each)
                        .toList());
    }
}
