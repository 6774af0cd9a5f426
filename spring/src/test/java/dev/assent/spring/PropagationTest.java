package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.embedded.InProcessCoordinator;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Three applications that talk over sockets: each client to each server, committed and rolled back. */
class PropagationTest {
    @TempDir
    private static Path data;

    private static @Nullable InProcessCoordinator coordinator;
    private static final Map<String, ConfigurableApplicationContext> APPLICATIONS = new LinkedHashMap<>();

    static InProcessCoordinator coordinator() {
        return Objects.requireNonNull(coordinator);
    }

    @BeforeAll
    static void start() {
        coordinator = InProcessCoordinator.start(data, "embedded:8091", failure -> {});
        APPLICATIONS.put(
                "MVC",
                Applications.start(WebApplicationType.SERVLET, Services.Mvc.class, "spring.application.name=mvc"));
        APPLICATIONS.put(
                "WebFlux",
                Applications.start(
                        WebApplicationType.REACTIVE, Services.WebFlux.class, "spring.application.name=webflux"));
        APPLICATIONS.put("front", Applications.start(Services.Front.class, "spring.application.name=front"));
    }

    @AfterAll
    static void stop() {
        APPLICATIONS.values().forEach(ConfigurableApplicationContext::close);
        coordinator().close();
    }

    private static ConfigurableApplicationContext application(String name) {
        return Objects.requireNonNull(APPLICATIONS.get(name));
    }

    private final ConfigurableApplicationContext front = application("front");

    static Stream<Arguments> servers() {
        return Stream.of(Arguments.of("MVC", "/take"), Arguments.of("MVC", "/later"), Arguments.of("WebFlux", "/take"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("servers")
    void eachClientCarriesTheTransactionToTheServer(String server, String path) {
        Services.Stock stock = application(server).getBean(Services.Stock.class);
        GlobalTransactions transactions = front.getBean(GlobalTransactions.class);

        Clients.of(front).forEach((name, client) -> {
            if (name.equals("OpenFeign") && path.equals("/later")) {
                return;
            }
            int before = stock.amount();
            assertThatThrownBy(() -> transactions.run(TransactionOptions.named("take"), () -> {
                        Xid xid = XidContext.current().orElseThrow();
                        assertThat(client.get(url(server, path))).as(name).isEqualTo(xid.value());
                        throw new IllegalStateException("no money");
                    }))
                    .as(name)
                    .hasMessage("no money");
            assertThat(stock.amount()).as("after a rollback by " + name).isEqualTo(before);
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("servers")
    void aCommitStays(String server, String path) throws Exception {
        Services.Stock stock = application(server).getBean(Services.Stock.class);
        int before = stock.amount();
        Clients.Client client = Objects.requireNonNull(Clients.of(front).get("a RestClient bean"));

        front.getBean(GlobalTransactions.class)
                .run(TransactionOptions.named("take"), () -> client.get(url(server, path)));

        assertThat(stock.amount()).isEqualTo(before - 1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("servers")
    void aRequestWithoutAHeaderRunsAlone(String server, String path) throws Exception {
        assertThat(send(server, path, null)).isEqualTo("200 none");
        assertThat(send(server, path, " ")).isEqualTo("200 none");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("servers")
    void anXidOfAnotherCoordinatorIsRefusedBeforeAnythingRuns(String server, String path) throws Exception {
        Services.Stock stock = application(server).getBean(Services.Stock.class);
        int before = stock.amount();

        assertThat(send(server, path, "evil:8091:4711"))
                .startsWith("400 ASN-4805")
                .doesNotContain("embedded");
        assertThat(send(server, path, "x".repeat(65))).startsWith("400 ASN-4805");

        assertThat(stock.amount()).isEqualTo(before);
    }

    @Test
    void theXidThatIsSentIsNotKept() throws Exception {
        Xid xid = front.getBean(CoordinatorClient.class).begin("take", Duration.ofMinutes(1));

        assertThat(send("MVC", "/take", xid.value())).isEqualTo("200 " + xid);
        front.getBean(CoordinatorClient.class).rollback(xid);
        assertThat(send("MVC", "/take", null)).isEqualTo("200 none");
    }

    private static String send(String server, String path, @Nullable String header)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(server, path)));
        if (header != null) {
            request.header("TX_XID", header);
        }
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static String url(String server, String path) {
        return "http://127.0.0.1:" + application(server).getEnvironment().getProperty("local.server.port") + path;
    }
}
