package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.tm.GlobalTransactional;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the doctor finds, at the start, as a bean and by the actuator. */
class DoctorTest {
    @Test
    void aSoundApplicationHasNoProblem() throws Exception {
        try (ConfigurableApplicationContext context = Applications.start(
                WebApplicationType.SERVLET,
                Sound.class,
                "assent.doctor=fail",
                "management.endpoints.web.exposure.include=health,assent",
                "management.endpoint.health.show-details=always")) {
            List<Finding> findings = context.getBean(Doctor.class).examine();

            assertThat(findings).noneMatch(one -> one.level() == Finding.Level.PROBLEM);
            assertThat(findings)
                    .extracting(Finding::sentence)
                    .anyMatch(sentence -> sentence.equals("The coordinator at embedded:8091 answers."))
                    .anyMatch(sentence -> sentence.startsWith(
                            "Data source 'dataSource' takes part in global transactions as jdbc:h2:mem:"))
                    .anyMatch(sentence -> sentence.equals("Requests take part in the transactions of their callers."));

            String port = context.getEnvironment().getProperty("local.server.port");
            assertThat(get("http://127.0.0.1:" + port + "/actuator/assent"))
                    .startsWith("200 ")
                    .contains("\"coordinator\":\"embedded:8091\"", "\"healthy\":true");
            assertThat(get("http://127.0.0.1:" + port + "/actuator/health"))
                    .startsWith("200 ")
                    .contains("\"assent\":{");

            context.getBean(GlobalTransactions.class).run(TransactionOptions.named("nothing"), () -> {});
            assertThat(context.getBean(MeterRegistry.class)
                            .get("assent.transactions")
                            .tag("outcome", "committed")
                            .timer()
                            .count())
                    .isOne();
        }
    }

    @Test
    void eachProblemIsASentenceWithItsRemedy() {
        try (ConfigurableApplicationContext context = Applications.start(
                Flawed.class,
                "spring.flyway.enabled=false",
                "assent.coordinator=127.0.0.1:1",
                "assent.client.request-timeout=50ms",
                "assent.propagation.send=false",
                "assent.doctor=off")) {
            List<Finding> findings = context.getBean(Doctor.class).examine();

            assertThat(problem(findings, "assent.coordinator"))
                    .startsWith("The coordinator at 127.0.0.1:1 does not answer; start it")
                    .contains("ASN-1401");
            assertThat(problem(findings, "dataSource"))
                    .startsWith("Data source 'dataSource' has no usable undo table: create it")
                    .contains("assent.at.create-undo-log=true")
                    .contains("ASN-4316");
            assertThat(problem(findings, "hidden")).contains("Hidden.run").contains("private, final or static");
            assertThat(findings)
                    .filteredOn(one -> one.level() == Finding.Level.NOTE)
                    .extracting(Finding::about)
                    .contains("assent.propagation.send");
        }
    }

    @Test
    void aProblemStopsTheStartIfThatIsWanted() {
        assertThatThrownBy(() -> Applications.start(
                        Flawed.class,
                        "spring.flyway.enabled=false",
                        "assent.at.create-undo-log=true",
                        "assent.doctor=fail"))
                .satisfies(failure -> {
                    FailureAnalysis shown = Objects.requireNonNull(new AssentFailureAnalyzer().analyze(failure));
                    assertThat(shown.getDescription()).contains("ASN-4807");
                    assertThat(shown.getAction()).contains("Hidden.run").doesNotContain("undo table");
                });
    }

    private static String problem(List<Finding> findings, String about) {
        return findings.stream()
                .filter(one ->
                        one.level() == Finding.Level.PROBLEM && one.about().equals(about))
                .map(Finding::sentence)
                .findFirst()
                .orElse("no problem of " + about + " among " + findings);
    }

    private static String get(String url) throws IOException, InterruptedException {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Sound {
        @Bean
        Visible visible() {
            return new Visible();
        }
    }

    static class Visible {
        @GlobalTransactional
        public void run() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Flawed {
        @Bean
        Hidden hidden() {
            return new Hidden();
        }
    }

    static class Hidden {
        @GlobalTransactional
        public final void run() {}
    }
}
