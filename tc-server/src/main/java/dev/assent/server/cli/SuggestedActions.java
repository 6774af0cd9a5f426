package dev.assent.server.cli;

import dev.assent.server.view.BranchView;
import dev.assent.server.view.BranchView.State;
import dev.assent.server.view.Operation;
import dev.assent.server.view.TransactionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to a transaction next, and what an operator can do about it: the commands to type. */
final class SuggestedActions {
    private final TransactionView tx;
    private final String serverOption;

    SuggestedActions(TransactionView tx, String serverOption) {
        this.tx = tx;
        this.serverOption = serverOption;
    }

    /** In sentences. */
    List<String> next(Function<@Nullable Instant, String> moment) {
        if (tx.decision() == null) {
            return List.of("Its application commits it or rolls it back. Otherwise it is rolled back at its deadline, "
                    + moment.apply(tx.summary().deadline()) + '.');
        }
        if (isOver()) {
            return List.of("Nothing: it is over.");
        }
        if (tx.pausedSince() != null) {
            return List.of("Nothing, until an operator resumes it: delivery is paused.");
        }
        List<String> sentences = new ArrayList<>();
        if (has(State.DELIVERING) || has(State.KEEPS_FAILING)) {
            sentences.add("Unfinished branches are retried automatically until they succeed.");
        }
        if (has(State.PARKED)) {
            sentences.add("Nothing for the parked branches, until an operator acts. Their rows stay locked"
                    + (has(State.BEHIND) ? ", and those behind them wait." : "."));
        }
        return sentences.isEmpty()
                ? List.of("The outcome is delivered to the branches, one after the other.")
                : sentences;
    }

    /** As they are typed. */
    List<String> commands() {
        if (tx.allowed().isEmpty()) {
            return List.of(
                    tx.decision() == null
                            ? "Nothing here: end it in the application, or let its time run out."
                            : "Nothing: there is nothing left to do.");
        }
        List<String> lines = new ArrayList<>();
        for (Operation operation : tx.allowed()) {
            lines.add(purpose(operation));
            lines.add("    assent tx " + operation.word() + ' ' + tx.summary().xid() + serverOption
                    + (operation == Operation.FORCE ? " --reason \"...\"" : ""));
        }
        return lines;
    }

    private String purpose(Operation operation) {
        return switch (operation) {
            case RETRY ->
                has(State.PARKED)
                        ? "Repair what the parked branch reports (the log of " + parked() + " has the details),"
                                + " then deliver to it again:"
                        : "Deliver to the branches now instead of after their pause:";
            case PAUSE -> "Pause delivery while you repair something:";
            case RESUME -> "Deliver to the branches again:";
            case FORCE ->
                "Give up on the branches that are not done: what they did to their databases stays, their rows are freed:";
        };
    }

    /** Whether it has ended: it holds no locks any more. */
    boolean isOver() {
        return switch (tx.summary().state()) {
            case "committed", "rolled-back", "commit-abandoned", "rollback-abandoned" -> true;
            default -> false;
        };
    }

    private boolean has(State state) {
        return tx.branches().stream().anyMatch(branch -> branch.state() == state);
    }

    /** The applications with a parked branch. */
    private String parked() {
        Set<String> names = new LinkedHashSet<>();
        for (BranchView branch : tx.branches()) {
            if (branch.state() == State.PARKED) {
                names.add(branch.application());
            }
        }
        return String.join(", ", names);
    }
}
