package dev.assent.server.delivery;

import dev.assent.core.BranchAnswer.Failing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Branches whose delivery keeps failing, the longest failing first. After some time a branch counts as parked: branches
 * that share its rows wait for it, the others go on without it, and it is still retried.
 */
final class FailingBranches {
    private final Duration after;
    private final Set<Delivery> troubled = new LinkedHashSet<>();

    FailingBranches(Duration after) {
        this.after = after;
    }

    void trouble(Delivery delivery, Instant now) {
        if (delivery.markTroubled(now)) {
            troubled.add(delivery);
        }
    }

    void remove(Delivery delivery) {
        if (delivery.troubledSince() != null) {
            troubled.remove(delivery);
        }
    }

    boolean isEmpty() {
        return troubled.isEmpty();
    }

    /** Branches that have been failing for long enough, each once, at most the given number. */
    List<Delivery> takeDue(Instant now, int most) {
        List<Delivery> due = new ArrayList<>();
        for (Delivery delivery : troubled) {
            Instant since = delivery.troubledSince();
            if (due.size() == most || (since != null && since.plus(after).isAfter(now))) {
                break;
            }
            due.add(delivery);
        }
        due.forEach(troubled::remove);
        return due;
    }

    Failing answer(Delivery delivery) {
        String seen = delivery.place() == Delivery.Place.NO_RESOURCE_MANAGER || delivery.lastAnswer() == null
                ? "no resource manager that serves it has been connected for %d s".formatted(after.toSeconds())
                : "it has been failing for %d s, the last time with: %s"
                        .formatted(after.toSeconds(), delivery.lastAnswer());
        String hint = delivery.what().mode().hint(delivery.outcome());
        return new Failing(hint.isEmpty() ? seen : seen + ". " + hint, delivery.attempts());
    }
}
