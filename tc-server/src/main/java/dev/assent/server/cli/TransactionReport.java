package dev.assent.server.cli;

import dev.assent.server.view.BranchView;
import dev.assent.server.view.BranchView.State;
import dev.assent.server.view.Summary;
import dev.assent.server.view.TransactionView;
import dev.assent.server.view.TransactionView.DecisionView;
import dev.assent.server.view.WaitView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction in words, for an operator. */
final class TransactionReport {
    private static final int ROWS_IN_WORDS = 10;
    private static final int NAMES = 10;

    private final TransactionView tx;
    private final Instant now;
    private final ZoneId zone;
    private final SuggestedActions advice;
    private final StringBuilder text = new StringBuilder();

    /** @param serverOption how the coordinator is named in a command */
    TransactionReport(TransactionView tx, Instant now, ZoneId zone, String serverOption) {
        this.tx = tx;
        this.now = now;
        this.zone = zone;
        this.advice = new SuggestedActions(tx, serverOption);
    }

    String text() {
        Summary summary = tx.summary();
        line("Transaction " + summary.xid() + (summary.name().isEmpty() ? "" : " \"" + summary.name() + '"'));
        line(Labels.state(summary.state()));
        line("");
        beginning(summary);
        decision();
        field("Locks", summary.locks() == 0 || advice.isOver() ? "none" : rows(summary.locks()));
        tx.waits().forEach(this::waiting);
        for (int i = 0; i < tx.branches().size(); i++) {
            line("");
            branch(i + 1, tx.branches().get(i));
        }
        line("");
        line("What happens next");
        advice.next(this::moment).forEach(sentence -> line("  " + sentence));
        line("");
        line("What you can do");
        advice.commands().forEach(command -> line("  " + command));
        return text.toString();
    }

    private void beginning(Summary summary) {
        field("Asked", tx.coordinator());
        if (summary.begunAt() == null) {
            field("Began", "the coordinator remembers its ending alone");
            return;
        }
        String at = tx.beganAt() == null || tx.beganAt().isEmpty() ? "" : " at " + tx.beganAt();
        field(
                "Began",
                moment(summary.begunAt()) + " by " + named(summary.application()) + at
                        + (tx.group().isEmpty() ? "" : ", group " + tx.group()));
        field("Deadline", moment(summary.deadline()));
    }

    private void decision() {
        DecisionView decision = tx.decision();
        field(
                "Decided",
                decision == null
                        ? "nothing yet"
                        : "to " + (decision.outcome().equals("commit") ? "commit" : "roll back") + ", since "
                                + Labels.cause(decision.cause()));
        if (tx.pausedSince() != null) {
            field("Paused", moment(tx.pausedSince()) + " by an operator: nothing is delivered");
        }
        if (tx.endedAt() != null) {
            field("Ended", moment(tx.endedAt()));
        }
        if (tx.forced() != null) {
            field("Forced", "an operator gave up on the rest: " + tx.forced());
        }
    }

    private void waiting(WaitView wait) {
        String rows = some(wait.rows(), wait.rowCount());
        if (wait.free()) {
            field("Waits", "for nothing any more: " + rows + " are kept for its next try");
            return;
        }
        field("Waits", "for " + rows + (wait.holding() ? ", with its database locks" : ""));
        wait.behind().forEach(xid -> field("", "behind transaction " + xid));
    }

    private void branch(int number, BranchView branch) {
        line("Branch " + number + ": " + branch.id() + ", " + Labels.state(branch.state()));
        field("Resource", branch.type() + ' ' + branch.resource());
        field("Of", named(branch.application()) + " at " + branch.address());
        field("Reported", branch.phaseOne());
        if (branch.rowCount() > 0) {
            field("Rows", rows(branch));
        }
        if (branch.attempts() > 0 || branch.lastAnswer() != null) {
            field(
                    "Delivery",
                    branch.attempts()
                            + (branch.attempts() == 1 ? " attempt" : " attempts")
                            + (branch.lastAnswer() == null ? "" : ", the last answer: " + branch.lastAnswer()));
        }
        if (branch.next() != null) {
            field("Now", branch.next());
        }
        if (branch.parkedSince() != null) {
            field("Parked", moment(branch.parkedSince()) + (branch.reason() == null ? "" : ": " + branch.reason()));
        }
        if (branch.explanation() != null) {
            field("Why", "in the words of its service");
            branch.explanation().lines().forEach(line -> field("", line));
        }
        if (branch.behind() != null) {
            field("Behind", "branch " + branch.behind());
        }
    }

    private String rows(BranchView branch) {
        boolean locked = !advice.isOver() && (branch.state() == State.OPEN || branch.locked());
        return (locked ? "locked: " : "free: ") + some(branch.rows(), branch.rowCount());
    }

    private static String some(List<String> rows, int count) {
        List<String> first = rows.subList(0, Math.min(ROWS_IN_WORDS, rows.size()));
        int more = count - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static String named(String application) {
        return application.isEmpty() ? "an application without a name" : application;
    }

    private String moment(@Nullable Instant at) {
        if (at == null) {
            return "unknown";
        }
        String clock = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
        if (Duration.between(at, now).abs().toSeconds() == 0) {
            return clock + " (just now)";
        }
        return clock + (at.isAfter(now) ? " (in " : " (") + Labels.span(at, now) + (at.isAfter(now) ? ")" : " ago)");
    }

    private void field(String name, String value) {
        line("  " + name + " ".repeat(Math.max(1, NAMES - name.length())) + value);
    }

    private void line(String words) {
        text.append(Labels.printable(words).stripTrailing()).append(System.lineSeparator());
    }
}
