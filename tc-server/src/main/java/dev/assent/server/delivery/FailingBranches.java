package dev.assent.server.delivery;

import dev.assent.core.BranchAnswer.Failing;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Those that do not do as told. Who has not for long enough counts as parked for its neighbours; it is told on all the
 * same. The first to get into trouble stand first.
 */
public final class FailingBranches {
    private final Duration after;
    private final Set<Delivery> troubled = new LinkedHashSet<>();

    public FailingBranches(Duration after) {
        this.after = after;
    }

    public void trouble(Delivery delivery, Instant now) {
        if (delivery.isTroubled(now)) {
            troubled.add(delivery);
        }
    }

    public void remove(Delivery delivery) {
        if (delivery.troubledSince() != null) {
            troubled.remove(delivery);
        }
    }

    public boolean isEmpty() {
        return troubled.isEmpty();
    }

    /** Who has been in trouble for long enough, each once. */
    public List<Delivery> takeDue(Instant now) {
        List<Delivery> due = new ArrayList<>();
        for (Delivery delivery : troubled) {
            Instant since = delivery.troubledSince();
            if (since != null && since.plus(after).isAfter(now)) {
                break;
            }
            due.add(delivery);
        }
        due.forEach(troubled::remove);
        return due;
    }

    public Failing verdict(Delivery delivery) {
        String seen = delivery.place() == Delivery.Place.NO_RESOURCE_MANAGER || delivery.lastAnswer() == null
                ? "no resource manager that serves it has been connected for %d s".formatted(after.toSeconds())
                : "it has been failing for %d s, the last time with: %s"
                        .formatted(after.toSeconds(), delivery.lastAnswer());
        boolean confirm = delivery.branch().type() == BranchType.TCC && delivery.outcome() == Outcome.COMMIT;
        String hint = confirm ? ". A confirm whose try was not fenced can fail for ever" : "";
        return new Failing(seen + hint, delivery.attempts());
    }
}
