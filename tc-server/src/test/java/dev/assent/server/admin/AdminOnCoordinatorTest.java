package dev.assent.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assent.model.BranchStatus;
import dev.assent.server.CoordinatorServer;
import dev.assent.server.Logged;
import dev.assent.server.admin.HttpPeer.Answer;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.edge.StockService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The admin API before a real coordinator with a rollback that is stuck, over restarts too. */
@Timeout(120)
class AdminOnCoordinatorTest {
    private static final String ROW = "stock:1";

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @TempDir
    private Path scratch;

    private CoordinatorServer server;
    private StockService service;
    private HttpPeer api;

    private ServerOptions.Builder options() {
        return ServerOptions.builder().port(0).data(scratch.resolve("data"));
    }

    @BeforeEach
    void start() throws IOException {
        server = CoordinatorServer.start(options().admin(off -> off.withPort(0)).build(), failures::add);
        service = new StockService(server.port());
        api = new HttpPeer(server.adminPort().orElseThrow());
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        server.close();
        assertThat(failures).isEmpty();
    }

    private void restart() throws IOException {
        stop();
        start();
    }

    private JsonNode show(String xid) throws IOException {
        Answer answer = api.get("/v1/transactions/" + xid);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        return answer.json();
    }

    private Answer does(String operation, String xid) throws IOException {
        return api.post("/v1/transactions/" + xid + '/' + operation, "{\"reason\": \"ticket 7\"}");
    }

    private List<String> listed(String query) throws IOException {
        List<String> xids = new ArrayList<>();
        api.get("/v1/transactions" + query)
                .json()
                .path("transactions")
                .forEach(tx -> xids.add(tx.path("xid").asText()));
        return xids;
    }

    @Test
    void aStuckRollbackIsCountedListedAndShown() throws IOException {
        String xid = service.isStuckWith(ROW);
        String open = service.begins();
        assertThat(listed("")).containsExactly(xid, open);
        assertThat(listed("?state=parked")).containsExactly(xid);
        assertThat(listed("?state=undecided&application=shop")).containsExactly(open);
        assertThat(listed("?application=other")).isEmpty();

        JsonNode story = show(xid);
        assertThat(story.at("/summary/state").asText()).isEqualTo("rollback-failed");
        assertThat(story.at("/summary/application").asText()).isEqualTo("shop");
        assertThat(story.at("/summary/locks").asInt()).isEqualTo(1);
        assertThat(story.at("/decision/cause").asText()).isEqualTo("user");
        assertThat(story.at("/branches/0/state").asText()).isEqualTo("parked");
        assertThat(story.at("/branches/0/rows/0").asText()).isEqualTo(ROW);
        assertThat(story.at("/branches/0/attempts").asInt()).isEqualTo(1);
        assertThat(story.at("/branches/0/reason").asText()).isNotBlank();
        assertThat(story.path("allowed").toString()).isEqualTo("[\"retry\",\"pause\",\"force\"]");

        JsonNode status = api.get("/v1/status").json();
        assertThat(status.path("open").asInt()).isEqualTo(2);
        assertThat(status.path("parked").asInt()).isEqualTo(1);
        assertThat(status.path("locks").asInt()).isEqualTo(1);
        assertThat(status.path("connections").asInt()).isEqualTo(2);
        assertThat(status.path("journalBytes").asLong()).isPositive();
        assertThat(status.path("address").asText()).isEqualTo(server.address());
    }

    @Test
    void aListGoesOnWhereThePageBeforeEnded() throws IOException {
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            begun.add(service.begins());
        }
        Answer first = api.get("/v1/transactions?limit=2");
        assertThat(first.json().path("next").asText()).isEqualTo(begun.get(1));
        assertThat(listed("?limit=2")).isEqualTo(begun.subList(0, 2));
        assertThat(listed("?limit=2&after=" + begun.get(1))).isEqualTo(begun.subList(2, 4));
        assertThat(listed("?limit=2&after=" + begun.get(3))).isEqualTo(begun.subList(4, 5));
        assertThat(api.get("/v1/transactions?limit=5").json().path("next").isNull())
                .isTrue();
    }

    @Test
    void aRetryTellsTheBranchAgainAndAllEndsWell() throws IOException {
        String xid = service.isStuckWith(ROW);
        Answer answer = does("retry", xid);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("message").asText()).contains(xid);
        service.isToldToUndo(xid, BranchStatus.PHASE_TWO_ROLLBACKED);
        await().untilAsserted(() ->
                assertThat(show(xid).at("/summary/state").asText()).isEqualTo("rolled-back"));
        assertThat(does("retry", xid).status()).as("nothing is left").isEqualTo(409);
        assertThat(service.changes(service.begins(), ROW)).isTrue();
    }

    @Test
    void aStopOutlivesARestartAndAResumeEndsIt() throws IOException {
        String xid = service.isStuckWith(ROW);
        assertThat(does("pause", xid).status()).isEqualTo(200);
        restart();
        assertThat(listed("?state=paused")).containsExactly(xid);
        assertThat(show(xid).path("pausedSince").isTextual()).isTrue();
        assertThat(show(xid).path("allowed").toString()).isEqualTo("[\"resume\",\"force\"]");
        assertThat(does("retry", xid).status()).isEqualTo(409);
        assertThat(does("resume", xid).status()).isEqualTo(200);
        assertThat(does("retry", xid).status()).isEqualTo(200);
        service.isToldToUndo(xid, BranchStatus.PHASE_TWO_ROLLBACKED);
        await().untilAsserted(() ->
                assertThat(show(xid).at("/summary/state").asText()).isEqualTo("rolled-back"));
    }

    @Test
    void aForceFreesTheRowSaysWhyAndOutlivesARestart() throws IOException {
        String xid = service.isStuckWith(ROW);
        String other = service.begins();
        assertThat(service.changes(other, ROW)).isFalse();
        assertThat(does("force", xid).status()).isEqualTo(200);
        assertThat(service.changes(other, ROW)).isTrue();
        JsonNode story = show(xid);
        assertThat(story.path("forced").asText()).isEqualTo("ticket 7");
        assertThat(story.at("/branches/0/state").asText()).isEqualTo("abandoned");
        assertThat(story.at("/decision/outcome").asText()).isEqualTo("rollback");
        restart();
        assertThat(show(xid).at("/summary/state").asText()).isEqualTo("rollback-abandoned");
        assertThat(show(xid).path("forced").asText()).isEqualTo("ticket 7");
        restart();
        assertThat(show(xid).path("forced").asText()).as("from a snapshot").isEqualTo("ticket 7");
        assertThat(listed("")).containsExactly(other);
    }

    @Test
    void whatIsUndecidedIsLeftToItsApplication() throws IOException {
        String xid = service.begins();
        for (String operation : List.of("retry", "pause", "resume", "force")) {
            Answer answer = does(operation, xid);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("ASN-4106");
            assertThat(answer.message()).contains(xid).startsWith("Expected ");
        }
    }

    @Test
    void whatNeverWasIsUnknown() throws IOException {
        assertThat(does("force", "127.0.0.1:8091:1").status()).isEqualTo(404);
        assertThat(api.get("/v1/transactions/127.0.0.1:8091:1").code()).isEqualTo("ASN-4528");
    }

    @Test
    void anEmbeddedOneHasNoneUnlessItIsAskedFor() {
        ServerOptions embedded = options().data(scratch.resolve("embedded")).build();
        try (CoordinatorServer other = CoordinatorServer.start(embedded, failures::add)) {
            assertThat(other.adminPort()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenCostsTheAdminApiAlone() throws IOException {
        ServerOptions same = options()
                .data(Files.createDirectory(scratch.resolve("second")))
                .admin(off -> off.withPort(server.adminPort().orElseThrow()))
                .build();
        try (Logged log = Logged.by(CoordinatorServer.class);
                CoordinatorServer second = CoordinatorServer.start(same, failures::add);
                StockService busy = new StockService(second.port())) {
            assertThat(busy.begins()).isNotBlank();
            assertThat(second.adminPort()).isEmpty();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("ASN-1520", ":" + server.adminPort().getAsInt(), "goes on without it");
        }
    }
}
