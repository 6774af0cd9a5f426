package dev.assent.testkit;

import dev.assent.core.TransactionState;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Cause;
import dev.assent.model.Xid;
import dev.assent.testkit.Stories.Story;
import java.util.List;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the coordinator of the test has seen it. AssertJ's {@code assertThat} takes it and gives a {@link
 * TransactionAssert}. Safe for many threads.
 */
public final class ObservedTransaction implements AssertProvider<TransactionAssert> {
    private final AssentKit kit;
    private final Story story;

    ObservedTransaction(AssentKit kit, Story story) {
        this.kit = kit;
        this.story = story;
    }

    public Xid xid() {
        return story.xid;
    }

    /** As it was given at begin; may be empty. */
    public String name() {
        return story.name;
    }

    /** The service that began it. */
    public String service() {
        return story.service;
    }

    /** How many branches have joined. */
    public int branches() {
        kit.rest();
        return story.branches.size();
    }

    /**
     * What has happened, one line each, by the test's clock: what services asked, what became durable, faults and crashes.
     * Their wording may change.
     */
    public List<String> story() {
        kit.rest();
        return story.lines();
    }

    @Override
    public TransactionAssert assertThat() {
        return new TransactionAssert(this);
    }

    TransactionStatus status() {
        return kit.status(story.xid);
    }

    TransactionState state() {
        return status().state();
    }

    @Nullable
    Cause cause() {
        return status().cause();
    }

    List<Throwable> reasons() {
        return List.copyOf(story.reasons);
    }

    @Override
    public String toString() {
        return story.toString();
    }
}
