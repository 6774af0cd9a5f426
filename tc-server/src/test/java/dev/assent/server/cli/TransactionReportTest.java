package dev.assent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.server.view.BranchView;
import dev.assent.server.view.BranchView.State;
import dev.assent.server.view.Operation;
import dev.assent.server.view.Page;
import dev.assent.server.view.Summary;
import dev.assent.server.view.TransactionView;
import dev.assent.server.view.TransactionView.DecisionView;
import dev.assent.server.view.WaitView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody reads at three in the morning. */
class TransactionReportTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T03:00:00Z");
    private static final String XID = "10.0.0.1:8091:42";

    private static Summary summary(String state, String name) {
        return new Summary(XID, state, name, "shop", BEGAN, BEGAN.plusSeconds(60), 2, 1, 3, false);
    }

    private static BranchView branch(State state, @Nullable String reason, String... rows) {
        return new BranchView(
                "7",
                "AT",
                "jdbc:postgresql://db/stock",
                "stock-service",
                "10.0.0.7:5000",
                "phase-one-done",
                state,
                List.of(rows),
                rows.length,
                true,
                3,
                "phase-two-rollback-failed-unretryable",
                state == State.DELIVERING ? "it is told again after a pause" : null,
                reason == null ? null : BEGAN.plusSeconds(62),
                reason,
                null,
                reason == null ? null : "others have changed its rows:\nstock [1] amount: before 5 / ours 4 / now 3");
    }

    private static String story(
            String state, @Nullable DecisionView decision, List<Operation> allowed, BranchView... branches) {
        return narrated(new TransactionView(
                "10.0.0.1:8091",
                summary(state, "buy"),
                "default_tx_group",
                "10.0.0.5:4711",
                decision,
                Arrays.asList(branches),
                List.of(),
                null,
                null,
                null,
                allowed));
    }

    private static String narrated(TransactionView view) {
        return new TransactionReport(view, BEGAN.plusSeconds(3600), ZoneOffset.UTC, " --server db:1").text();
    }

    @Test
    void aStuckRollbackIsToldFromBeginningToTheNextCommand() {
        String text = story(
                "rollback-failed",
                new DecisionView("rollback", "timeout"),
                List.of(Operation.RETRY, Operation.FORCE),
                branch(State.PARKED, "a dirty write", "stock:1", "stock:2"));
        assertThat(text.lines())
                .containsExactly(
                        "Transaction 10.0.0.1:8091:42 \"buy\"",
                        "is to be rolled back, but a branch waits for an operator.",
                        "",
                        "  Asked     10.0.0.1:8091",
                        "  Began     2026-01-01T03:00:00Z (1 h ago) by shop at 10.0.0.5:4711, group default_tx_group",
                        "  Deadline  2026-01-01T03:01:00Z (59 min ago)",
                        "  Decided   to roll back, since its time was over",
                        "  Locks     3 rows",
                        "",
                        "Branch 1: 7, parked: it waits for an operator",
                        "  Resource  AT jdbc:postgresql://db/stock",
                        "  Of        stock-service at 10.0.0.7:5000",
                        "  Reported  phase-one-done",
                        "  Rows      locked: stock:1, stock:2",
                        "  Delivery  3 attempts, the last answer: phase-two-rollback-failed-unretryable",
                        "  Parked    2026-01-01T03:01:02Z (58 min ago): a dirty write",
                        "  Why       in the words of its service",
                        "            others have changed its rows:",
                        "            stock [1] amount: before 5 / ours 4 / now 3",
                        "",
                        "What happens next",
                        "  Nothing for the parked branches, until an operator acts. Their rows stay locked.",
                        "",
                        "What you can do",
                        "  Repair what the parked branch reports (the log of stock-service has the details), then"
                                + " deliver to it again:",
                        "      assent tx retry 10.0.0.1:8091:42 --server db:1",
                        "  Give up on the branches that are not done: what they did to their databases stays, their rows are"
                                + " freed:",
                        "      assent tx force 10.0.0.1:8091:42 --server db:1 --reason \"...\"");
    }

    @Test
    void anOpenOneIsLeftToItsApplication() {
        String text = story("active", null, List.of(), branch(State.OPEN, null));
        assertThat(text)
                .contains("nothing is decided yet", "Decided   nothing yet", "rolled back at its deadline")
                .contains("end it in the application");
    }

    @Test
    void whatWaitsForRowsSaysBehindWhom() {
        TransactionView view = new TransactionView(
                "10.0.0.1:8091",
                summary("active", "buy"),
                "",
                "",
                null,
                List.of(),
                List.of(
                        new WaitView(List.of("stock:1", "stock:2"), 25, List.of("10.0.0.1:8091:40"), true, false),
                        new WaitView(List.of("orders:7"), 1, List.of(), false, true)),
                null,
                null,
                null,
                List.of());

        assertThat(narrated(view).lines())
                .containsSequence(
                        "  Waits     for stock:1, stock:2 and 23 more, with its database locks",
                        "            behind transaction 10.0.0.1:8091:40",
                        "  Waits     for nothing any more: orders:7 are kept for its next try");
    }

    @Test
    void aStoppedOneSaysThatNothingHappens() {
        TransactionView view = new TransactionView(
                "10.0.0.1:8091",
                summary("rolling-back", ""),
                "",
                "",
                new DecisionView("rollback", "user"),
                List.of(branch(State.WAITING, null)),
                List.of(),
                BEGAN.plusSeconds(3540),
                null,
                null,
                List.of(Operation.RESUME));
        assertThat(narrated(view))
                .contains("Paused    2026-01-01T03:59:00Z (1 min ago)", "Nothing, until an operator resumes it")
                .contains("assent tx resume " + XID)
                .doesNotContain("\"\"");
    }

    @Test
    void aForcedOneSaysWhy() {
        TransactionView view = new TransactionView(
                "10.0.0.1:8091",
                summary("rollback-abandoned", "buy"),
                "",
                "",
                new DecisionView("rollback", "user"),
                List.of(branch(State.ABANDONED, null)),
                List.of(),
                null,
                null,
                "ticket 7",
                List.of());
        assertThat(narrated(view))
                .contains("rolled back, but not everywhere", "gave up on the rest: ticket 7", "Nothing: it is over.");
    }

    @Test
    void ofManyRowsTheFirstAreNamed() {
        String[] rows = IntStream.range(0, 25).mapToObj(i -> "stock:" + i).toArray(String[]::new);
        assertThat(story("active", null, List.of(), branch(State.OPEN, null, rows)))
                .contains("stock:9 and 15 more")
                .doesNotContain("stock:10");
    }

    @Test
    void whatAClientCallsItsTransactionCannotMoveTheCursor() {
        TransactionView view = new TransactionView(
                "tc",
                summary("active", "\u001b[2Jbuy\nall is well"),
                "",
                "",
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of());
        assertThat(narrated(view)).contains("\"?[2Jbuy?all is well\"").doesNotContain("\u001b");
        assertThat(new Table(BEGAN, "").of(new Page(List.of(view.summary()), null)))
                .contains("?[2Jbuy?all is well")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyStateHasItsWords(State state) {
        assertThat(story("rolling-back", new DecisionView("rollback", "user"), List.of(), branch(state, null)))
                .contains("Branch 1: 7, " + Labels.state(state));
    }

    @Test
    void aPageIsATableAndSaysHowToGoOn() {
        String table = new Table(BEGAN.plusSeconds(90), " --server db:1")
                .of(new Page(List.of(summary("rollback-failed", "buy")), XID));
        assertThat(table.lines())
                .containsExactly(
                        "XID               STATE            AGE    APPLICATION  NAME  BRANCHES  PARKED  LOCKS",
                        "10.0.0.1:8091:42  rollback-failed  1 min  shop         buy   2         1       3",
                        "There are more: assent tx list --after 10.0.0.1:8091:42 --server db:1");
        assertThat(new Table(BEGAN, "").of(new Page(List.of(), null))).startsWith("No such transactions.");
    }
}
