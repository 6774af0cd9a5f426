package dev.assent.saga.store;

import static dev.assent.saga.store.Examples.NOW;
import static dev.assent.saga.store.Examples.TENANT;
import static dev.assent.saga.store.Examples.alone;
import static dev.assent.saga.store.Examples.child;
import static dev.assent.saga.store.Examples.definition;
import static dev.assent.saga.store.Examples.ended;
import static dev.assent.saga.store.Examples.instance;
import static dev.assent.saga.store.Examples.running;
import static dev.assent.saga.store.Examples.step;
import static dev.assent.saga.store.Examples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.SagaStore;
import dev.assent.saga.StoreException;
import dev.assent.saga.StoredDefinition;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import dev.assent.saga.run.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store does. */
public abstract class StoreContract {
    protected abstract SagaStore store();

    @Test
    void anInstanceAndItsStepsAreGivenBackAsTheyWere() {
        Instance first = instance("i", "order-1", "a", 1, 0, NOW.plusSeconds(5));
        Step done = step("i", "step-1", 1, InstanceStatus.SUCCEEDED);
        store().insert(with(first, done));

        assertThat(store().load("i")).contains(Run.loaded(first, List.of(done)));
        assertThat(store().byBusinessKey("order-1", TENANT)).contains(Run.loaded(first, List.of(done)));
        assertThat(store().byBusinessKey("order-1", "another")).isEmpty();
        assertThat(store().load("unknown")).isEmpty();

        Instance end = ended(first, 1);
        assertThat(store().apply(alone(end))).isTrue();
        assertThat(store().load("i")).contains(Run.loaded(end, List.of(done)));
    }

    @Test
    void stepsComeInTheOrderOfTheirSequenceAndAStepOfTheSameIdIsUpdated() {
        store().insert(alone(running("i", "a")));
        Step second = step("i", "a-is-before-b", 2, InstanceStatus.SUCCEEDED);
        Step failed = step("i", "b", 1, InstanceStatus.FAILED);
        Step repeated = step("i", "b", 1, InstanceStatus.SUCCEEDED);

        assertThat(store().apply(with(instance("i", null, "a", 1, 1, null), second, failed)))
                .isTrue();
        assertThat(store().load("i").orElseThrow().steps()).containsExactly(failed, second);
        assertThat(store().apply(with(instance("i", null, "a", 1, 2, null), repeated)))
                .isTrue();
        assertThat(store().load("i").orElseThrow().steps()).containsExactly(repeated, second);
    }

    @Test
    void aTransitionOfAnotherEpochOrRevisionChangesNothing() {
        store().insert(alone(running("i", "a")));
        Run before = store().load("i").orElseThrow();
        Step late = step("i", "late", 1, InstanceStatus.SUCCEEDED);

        assertThat(store().apply(with(instance("i", null, "a", 2, 1, null), late)))
                .isFalse();
        assertThat(store().apply(with(instance("i", null, "a", 1, 2, null), late)))
                .isFalse();
        assertThat(store().apply(with(instance("i", null, "a", 1, 0, null), late)))
                .isFalse();
        assertThat(store().apply(with(instance("unknown", null, "a", 1, 1, null), late)))
                .isFalse();
        assertThat(store().load("i")).contains(before);
    }

    @Test
    void aBusinessKeyIsTakenOnceAndTheSecondInstanceLeavesNothing() {
        store().insert(alone(instance("i", "order-1", "a", 1, 0, null)));
        store().insert(alone(running("parent", "a")));

        assertThatThrownBy(() -> store().insert(with(
                        instance("j", "order-1", "a", 1, 0, null), step("j", "step-1", 1, InstanceStatus.SUCCEEDED))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.duplicate()).isTrue())
                .hasMessageStartingWith("ASN-6401: ");
        assertThat(store().load("j")).isEmpty();

        Transition withChild = new Transition(
                instance("parent", null, "a", 1, 1, null), List.of(), List.of(child("c", "parent:s", "order-1", NOW)));
        assertThatThrownBy(() -> store().apply(withChild)).hasMessageStartingWith("ASN-6401: ");
        assertThat(store().load("parent").orElseThrow().instance().revision()).isZero();
        assertThat(store().load("c")).isEmpty();
    }

    @Test
    void theChildrenOfAStepComeNewestFirst() {
        store().insert(alone(running("parent", "a")));
        store().apply(new Transition(
                instance("parent", null, "a", 1, 1, null), List.of(), List.of(child("old", "parent:s", null, NOW))));
        store().apply(new Transition(
                instance("parent", null, "a", 1, 2, null),
                List.of(),
                List.of(child("new", "parent:s", null, NOW.plusMillis(1)))));

        assertThat(store().children("parent:s")).extracting(Instance::id).containsExactly("new", "old");
        assertThat(store().children("parent:other")).isEmpty();
    }

    @Test
    void aClaimOpensANewEpochUnlessALivingNodeRunsTheInstance() {
        store().insert(alone(running("i", "a")));
        assertThat(store().claim("i", "b")).as("a runs it").isEmpty();
        assertThat(store().claim("i", "a").orElseThrow().instance().ownerEpoch())
                .isEqualTo(1);
        assertThat(store().claim("unknown", "a")).isEmpty();

        store().apply(alone(ended(running("i", "a"), 1)));
        Instance claimed = store().claim("i", "b").orElseThrow().instance();
        assertThat(claimed.owner()).isEqualTo("b");
        assertThat(claimed.ownerEpoch()).isEqualTo(2);
        assertThat(store().apply(alone(ended(running("i", "a"), 2))))
                .as("the old owner")
                .isFalse();
    }

    @Test
    void whatIsDueComesToItsNodeOnly() {
        store().insert(alone(instance("due", null, "a", 1, 0, NOW)));
        store().insert(alone(instance("later", null, "a", 1, 0, NOW.plusMillis(1))));
        store().insert(alone(instance("of-b", null, "b", 1, 0, NOW)));
        store().insert(alone(running("not-waiting", "a")));

        assertThat(store().claimDue("a", NOW, 10))
                .extracting(run -> run.instance().id())
                .containsExactly("due");
        assertThat(store().claimDue("a", NOW.plusMillis(1), 1)).hasSize(1);
        assertThat(store().claimDue("a", NOW.plusMillis(1), 10)).hasSize(2);
    }

    @Test
    void anEqualDefinitionKeepsItsIdAndVersionsStandSideBySide() {
        StoredDefinition one = store().save(definition("m", "1", "{1}"));

        assertThat(store().save(definition("m", "1", "{1}"))).isEqualTo(one);
        StoredDefinition two = store().save(definition("m", "1", "{2}"));
        assertThat(store().latest("m", TENANT)).contains(two);
        StoredDefinition newVersion = store().save(definition("m", null, "{2}"));
        assertThat(store().latest("m", TENANT)).contains(newVersion);
        StoredDefinition back = store().save(definition("m", "1", "{1}"));
        assertThat(store().latest("m", TENANT)).contains(back);
        assertThat(List.of(one.id(), two.id(), newVersion.id(), back.id()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).hasSize(32));
        assertThat(store().definition(one.id())).contains(one);
        assertThat(store().latest("m", "another")).isEmpty();
        assertThat(store().definition("unknown")).isEmpty();
    }
}
