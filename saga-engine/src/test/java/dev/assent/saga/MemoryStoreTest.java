package dev.assent.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryStore store = new MemoryStore();

    @Test
    void aTransitionOfAnotherEpochOrRevisionChangesNothing() {
        store.insert(first(instance("a", null, 1, 0)));

        assertThat(store.apply(first(instance("a", null, 2, 1)))).as("epoch").isFalse();
        assertThat(store.apply(first(instance("a", null, 1, 2)))).as("revision").isFalse();
        assertThat(store.apply(first(instance("b", null, 1, 1)))).as("unknown").isFalse();
        assertThat(store.apply(first(instance("a", null, 1, 1)))).isTrue();
        assertThat(store.load("a").orElseThrow().instance().revision()).isEqualTo(1);
    }

    @Test
    void aBusinessKeyIsTakenOnce() {
        store.insert(first(instance("a", "order-1", 1, 0)));

        assertThatThrownBy(() -> store.insert(first(instance("b", "order-1", 1, 0))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.duplicate()).isTrue());
        assertThat(store.byBusinessKey("order-1", "t").map(Run::instance).map(Instance::id))
                .contains("a");
        assertThat(store.load("b")).isEmpty();
    }

    @Test
    void aClaimByAnotherNodeOpensANewEpochUnlessTheInstanceRuns() {
        store.insert(first(instance("a", null, 1, 0)));
        assertThat(store.claim("a", "other")).as("its node runs it").isEmpty();
        assertThat(store.claim("a", "node").orElseThrow().instance().ownerEpoch())
                .isEqualTo(1);

        store.apply(first(ended(instance("a", null, 1, 1))));
        assertThat(store.claim("a", "other").orElseThrow().instance().ownerEpoch())
                .isEqualTo(2);
        assertThat(store.apply(first(instance("a", null, 1, 2))))
                .as("the old owner")
                .isFalse();
    }

    @Test
    void anEqualDefinitionKeepsItsId() {
        Definition definition = new Definition("m", "t", "1", null, null, "{}", "hash", NOW);
        StoredDefinition stored = store.save(definition);

        assertThat(store.save(definition)).isEqualTo(stored);
        StoredDefinition changed = store.save(new Definition("m", "t", "1", null, null, "{ }", "other", NOW));
        assertThat(changed.id()).isNotEqualTo(stored.id());
        assertThat(store.latest("m", "t")).contains(changed);
        assertThat(store.definition(stored.id())).contains(stored);
    }

    private static Transition first(Instance instance) {
        return new Transition(instance, List.of(), List.of());
    }

    private static Instance instance(String id, @Nullable String businessKey, long epoch, long revision) {
        return new Instance(
                id,
                "machine",
                null,
                "t",
                null,
                businessKey,
                Map.of(),
                NOW,
                NOW,
                null,
                null,
                null,
                Map.of(),
                InstanceStatus.RUNNING,
                null,
                true,
                null,
                null,
                null,
                "node",
                epoch,
                revision);
    }

    private static Instance ended(Instance instance) {
        return new Instance(
                instance.id(),
                instance.machineId(),
                null,
                instance.tenant(),
                null,
                null,
                Map.of(),
                NOW,
                NOW,
                NOW,
                null,
                Map.of(),
                Map.of(),
                InstanceStatus.SUCCEEDED,
                null,
                false,
                null,
                null,
                null,
                instance.owner(),
                instance.ownerEpoch(),
                instance.revision());
    }
}
