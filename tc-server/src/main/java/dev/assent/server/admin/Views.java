package dev.assent.server.admin;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.TransactionDetails;
import dev.assent.core.WaitingRequest;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import dev.assent.server.delivery.DeliveryAttempts;
import dev.assent.server.loop.TransactionHistory;
import dev.assent.server.view.BranchView;
import dev.assent.server.view.BranchView.State;
import dev.assent.server.view.Operation;
import dev.assent.server.view.Summary;
import dev.assent.server.view.TransactionView;
import dev.assent.server.view.TransactionView.DecisionView;
import dev.assent.server.view.WaitView;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transaction's story as it goes out. */
final class Views {
    private final String coordinator;
    private final TransactionHistory whole;
    private final TransactionDetails story;

    Views(String coordinator, TransactionHistory whole) {
        this.coordinator = coordinator;
        this.whole = whole;
        this.story = whole.story();
    }

    Summary summary() {
        Begun begun = story.begun();
        Set<LockKey> locks = new LinkedHashSet<>();
        story.branches().stream()
                .filter(TransactionDetails.Part::locks)
                .forEach(part -> locks.addAll(part.branch().rows()));
        return new Summary(
                story.xid().value(),
                word(story.status().state()),
                begun == null ? "" : begun.name(),
                begun == null ? "" : begun.by().applicationId(),
                begun == null ? null : begun.at(),
                begun == null ? null : begun.deadline(),
                story.branches().size(),
                (int) story.branches().stream()
                        .filter(part -> part.parked() != null)
                        .count(),
                locks.size(),
                story.paused() != null);
    }

    TransactionView transaction() {
        Begun begun = story.begun();
        return new TransactionView(
                coordinator,
                summary(),
                begun == null ? "" : begun.group(),
                begun == null ? null : begun.by().address(),
                decision(),
                story.branches().stream().map(this::branch).toList(),
                whole.waits().stream().map(Views::waiting).toList(),
                story.paused(),
                whole.endedAt(),
                story.reason(),
                allowed());
    }

    private @Nullable DecisionView decision() {
        return story.outcome() == null || story.status().cause() == null
                ? null
                : new DecisionView(word(story.outcome()), word(story.status().cause()));
    }

    private BranchView branch(TransactionDetails.Part part) {
        Branch branch = part.branch();
        DeliveryAttempts tries = whole.tries().get(branch.id());
        int triedNow = tries == null ? 0 : tries.attempts();
        int triedBefore = part.parked() == null ? 0 : part.parked().attempts();
        return new BranchView(
                branch.id().toString(),
                branch.type().name(),
                branch.resourceId(),
                branch.origin().applicationId(),
                branch.origin().address(),
                word(branch.status()),
                state(part, tries),
                some(branch.rows()),
                part.rows(),
                part.locks(),
                Math.max(triedNow, triedBefore),
                tries == null ? null : tries.lastAnswer(),
                tries == null ? null : tries.waitsFor(),
                part.parked() == null ? null : part.parked().since(),
                part.parked() == null ? null : part.parked().reason(),
                part.behind() == null ? null : part.behind().toString(),
                whole.explanations().get(branch.id()));
    }

    private static WaitView waiting(WaitingRequest request) {
        return new WaitView(
                some(request.rows()),
                request.rows().size(),
                request.behind().stream().map(Xid::value).toList(),
                request.holding(),
                request.placed());
    }

    private static List<String> some(Collection<LockKey> rows) {
        return rows.stream()
                .limit(BranchView.MOST_ROWS)
                .map(row -> row.table() + ':' + row.key())
                .toList();
    }

    private State state(TransactionDetails.Part part, @Nullable DeliveryAttempts tries) {
        if (whole.lost().contains(part.branch().id())) {
            return State.LOST;
        }
        if (part.finished()) {
            return State.DONE;
        }
        if (story.outcome() == null) {
            return State.OPEN;
        }
        if (isOver()) {
            return isAbandoned() ? State.ABANDONED : State.DONE;
        }
        if (part.parked() != null) {
            return part.parked().retried() ? State.KEEPS_FAILING : State.PARKED;
        }
        if (part.behind() != null) {
            return State.BEHIND;
        }
        return tries == null ? State.WAITING : State.DELIVERING;
    }

    private List<Operation> allowed() {
        if (story.outcome() == null || isOver()) {
            return List.of();
        }
        return story.paused() == null
                ? List.of(Operation.RETRY, Operation.PAUSE, Operation.FORCE)
                : List.of(Operation.RESUME, Operation.FORCE);
    }

    private boolean isOver() {
        return switch (story.status().state()) {
            case COMMITTED, ROLLED_BACK, COMMIT_ABANDONED, ROLLBACK_ABANDONED -> true;
            case UNKNOWN, ACTIVE, COMMITTING, ROLLING_BACK, COMMIT_FAILED, ROLLBACK_FAILED -> false;
        };
    }

    private boolean isAbandoned() {
        return switch (story.status().state()) {
            case COMMIT_ABANDONED, ROLLBACK_ABANDONED -> true;
            default -> false;
        };
    }

    /** Lower case with hyphens. */
    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
