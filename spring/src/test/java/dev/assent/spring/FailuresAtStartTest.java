package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What stops a start is shown as a sentence and its way out. */
class FailuresAtStartTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AssentAutoConfiguration.class));

    @Test
    void theCoordinatorMustBeNamed() {
        runner.run(context -> {
            FailureAnalysis shown = analyze(Objects.requireNonNull(context.getStartupFailure()));
            assertThat(shown.getDescription())
                    .isEqualTo(
                            "ASN-4801: Expected the property assent.coordinator to say where the coordinator listens,"
                                    + " but it is not set.");
            assertThat(shown.getAction())
                    .startsWith("Set assent.coordinator=host:port, or assent.coordinator=embedded");
        });
    }

    @Test
    void anAddressMustHaveAPort() {
        runner.withPropertyValues("assent.coordinator=tc").run(context -> {
            FailureAnalysis shown = analyze(Objects.requireNonNull(context.getStartupFailure()));
            assertThat(shown.getDescription()).contains("ASN-4802").contains("'tc'");
            assertThat(shown.getAction()).contains("8091");
        });
    }

    @Test
    void embeddedNeedsItsLibrary() {
        runner.withPropertyValues("assent.coordinator=embedded")
                .withClassLoader(new org.springframework.boot.test.context.FilteredClassLoader("dev.assent.embedded"))
                .run(context -> {
                    FailureAnalysis shown = analyze(Objects.requireNonNull(context.getStartupFailure()));
                    assertThat(shown.getDescription()).contains("ASN-4803");
                    assertThat(shown.getAction()).startsWith("Add it as a dependency");
                });
    }

    @Test
    void theTestKitNeedsItsLibrary() {
        runner.withPropertyValues("assent.coordinator=test-kit")
                .withClassLoader(new org.springframework.boot.test.context.FilteredClassLoader("dev.assent.testkit"))
                .run(context -> {
                    FailureAnalysis shown = analyze(Objects.requireNonNull(context.getStartupFailure()));
                    assertThat(shown.getDescription()).contains("ASN-4809");
                    assertThat(shown.getAction()).startsWith("Add it as a dependency of the tests");
                });
    }

    @Test
    void assentCanBeSwitchedOff() {
        runner.withPropertyValues("assent.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CoordinatorClient.class));
    }

    private static FailureAnalysis analyze(Throwable failure) {
        return Objects.requireNonNull(new AssentFailureAnalyzer().analyze(failure));
    }
}
