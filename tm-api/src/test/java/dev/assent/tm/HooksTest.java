package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HooksTest {
    private static final TransactionOptions PAY = TransactionOptions.named("pay");

    private final List<String> called = new ArrayList<>();
    private final FakeCoordinator coordinator = new FakeCoordinator();
    private final GlobalTransactions transactions =
            new GlobalTransactions(coordinator, TransactionSettings.DEFAULTS.withHooks(List.of(new Recorder(""))));

    @Test
    void aCommit() {
        transactions.run(PAY, () -> {
            transactions.run(PAY, () -> called.add("joined"));
            GlobalTransaction.current().orElseThrow().addHook(new Recorder("own "));
        });

        assertThat(called)
                .containsExactly(
                        "beforeBegin pay",
                        "afterBegin",
                        "joined",
                        "beforeCommit",
                        "own beforeCommit",
                        "afterCommit",
                        "own afterCommit",
                        "afterCompletion COMMITTED",
                        "own afterCompletion COMMITTED");
    }

    @Test
    void aRollback() {
        assertThatThrownBy(() -> transactions.run(PAY, HooksTest::fail)).isInstanceOf(IllegalStateException.class);

        assertThat(called)
                .containsExactly(
                        "beforeBegin pay",
                        "afterBegin",
                        "rollsBackFor no money",
                        "beforeRollback",
                        "afterRollback",
                        "afterCompletion ROLLED_BACK");
    }

    @Test
    void aCommitThatIsAnsweredByARollback() {
        assertThatThrownBy(() -> transactions.run(PAY, coordinator::timeOut)).isInstanceOf(RolledBack.class);

        assertThat(called).endsWith("beforeCommit", "afterRollback", "afterCompletion ROLLED_BACK");
    }

    @Test
    void anEndThatIsNotAnsweredIsCompletedOnce() {
        assertThatThrownBy(() -> transactions.run(PAY, () -> coordinator.failNextEnding(FakeCoordinator.unreachable())))
                .isInstanceOf(TryAgain.class);
        assertThat(called).endsWith("beforeCommit", "afterCompletion UNKNOWN");

        called.clear();
        assertThatThrownBy(() -> transactions.run(PAY, () -> {
                    coordinator.failNextEnding(FakeCoordinator.unreachable());
                    fail();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(called).endsWith("beforeRollback", "afterCompletion UNKNOWN");
    }

    @Test
    void aHandleThatMayCommitAgainIsNotComplete() {
        try (GlobalTransaction tx = transactions.begin(PAY)) {
            coordinator.failNextEnding(FakeCoordinator.unreachable());
            assertThatThrownBy(tx::commit).isInstanceOf(TryAgain.class);
            assertThat(called).endsWith("beforeCommit");
            tx.commit();
        }
        assertThat(called).endsWith("beforeCommit", "afterCommit", "afterCompletion COMMITTED");
    }

    @Test
    void whatAHookThrowsChangesNothing() {
        transactions.run(
                PAY,
                () -> GlobalTransaction.current().orElseThrow().addHook(new TransactionHook() {
                    @Override
                    public void beforeCommit(Xid xid) {
                        throw new IllegalStateException("a bug in a hook");
                    }
                }));

        assertThat(called).endsWith("afterCommit", "afterCompletion COMMITTED");
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1");
    }

    @Test
    void whatAHookThrowsChangesNothingWhateverItsClass() {
        GlobalTransactions broken =
                new GlobalTransactions(coordinator, TransactionSettings.DEFAULTS.withHooks(List.of(new Broken())));

        broken.run(PAY, () -> {});
        assertThatThrownBy(() -> broken.run(PAY, HooksTest::fail)).hasMessage("no money");

        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1", "begin pay 60000", "rollback 2");
    }

    @Test
    void aHandleWhoseOutcomeIsUnknownIsCompletedOnce() {
        assertThatThrownBy(() -> {
                    try (GlobalTransaction tx = transactions.begin(PAY)) {
                        coordinator.failNextEnding(FakeCoordinator.unanswered());
                        tx.commit();
                    }
                })
                .isInstanceOf(OutcomeUnknown.class)
                .hasNoSuppressedExceptions();

        assertThat(called).containsExactly("beforeBegin pay", "afterBegin", "beforeCommit", "afterCompletion UNKNOWN");
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "commit 1");
    }

    @Test
    void aHandleThatCannotRollBackAtItsCloseIsCompleted() {
        assertThatThrownBy(() -> {
                    try (GlobalTransaction tx = transactions.begin(PAY)) {
                        coordinator.failNextEnding(FakeCoordinator.unreachable());
                        assertThat(tx.role()).isEqualTo(GlobalTransaction.Role.LAUNCHER);
                    }
                })
                .isInstanceOf(TryAgain.class);

        assertThat(called).endsWith("beforeRollback", "afterCompletion UNKNOWN");
        assertThat(XidContext.current()).isEmpty();
    }

    @Test
    void aHookWorksOutsideOfTheTransactionOfAHandleToo() {
        try (GlobalTransaction tx = transactions.begin(PAY)) {
            tx.addHook(new TransactionHook() {
                @Override
                public void afterCommit(Xid xid) {
                    called.add("bound: " + XidContext.current().isPresent());
                }
            });
            tx.commit();
        }
        assertThat(called).contains("bound: false");
    }

    @Test
    void aHookMayPreventTheCommit() {
        assertThatThrownBy(() -> transactions.run(PAY, () -> {
                    GlobalTransaction tx = GlobalTransaction.current().orElseThrow();
                    tx.addHook(new TransactionHook() {
                        @Override
                        public void beforeCommit(Xid xid) {
                            tx.setRollbackOnly("the cart is empty");
                        }
                    });
                }))
                .isInstanceOf(RolledBack.class)
                .hasMessageContaining("the cart is empty");
        assertThat(coordinator.asked).containsExactly("begin pay 60000", "rollback 1");
    }

    @Test
    void timeoutsAreSuspendedForDebugging() {
        new GlobalTransactions(coordinator, TransactionSettings.DEFAULTS.withSuspendTimeouts(true)).run(PAY, () -> {});

        assertThat(coordinator.asked).containsExactly("begin pay 3600000", "commit 1");
    }

    @Test
    void aDebuggerIsSeenByTheArgumentsOfTheVirtualMachine() {
        assertThat(TransactionSettings.isForDebugger(List.of("-Xmx1g", "-agentlib:jdwp=transport=dt_socket")))
                .isTrue();
        assertThat(TransactionSettings.isForDebugger(List.of("-Xmx1g"))).isFalse();
    }

    @Test
    void aTransactionIsSuspendedAndResumed() {
        transactions.run(PAY, () -> {
            Xid xid = XidContext.current().orElseThrow();
            try (XidContext.Scope suspended =
                    GlobalTransaction.current().orElseThrow().suspend()) {
                assertThat(suspended).isNotNull();
                assertThat(GlobalTransaction.current()).isEmpty();
            }
            assertThat(XidContext.current()).contains(xid);
        });
    }

    private static void fail() {
        throw new IllegalStateException("no money");
    }

    /** Stands in a library of another version, say. */
    private static final class Broken implements TransactionHook {
        @Override
        public void beforeBegin(TransactionOptions options) {
            throw new NoClassDefFoundError("a hook's library");
        }

        @Override
        public void afterBegin(Xid xid) {
            throw new AssertionError("a hook's assertion");
        }

        @Override
        public void beforeCommit(Xid xid) {
            throw new AssertionError("a hook's assertion");
        }

        @Override
        public void rollsBackFor(Xid xid, Throwable reason) {
            throw new AssertionError("a hook's assertion");
        }

        @Override
        public void afterCompletion(Xid xid, Completion completion) {
            throw new StackOverflowError();
        }
    }

    private final class Recorder implements TransactionHook {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void beforeBegin(TransactionOptions options) {
            called.add(name + "beforeBegin " + options.name());
        }

        @Override
        public void afterBegin(Xid xid) {
            called.add(name + "afterBegin");
        }

        @Override
        public void beforeCommit(Xid xid) {
            called.add(name + "beforeCommit");
        }

        @Override
        public void afterCommit(Xid xid) {
            called.add(name + "afterCommit");
        }

        @Override
        public void rollsBackFor(Xid xid, Throwable reason) {
            called.add(name + "rollsBackFor " + reason.getMessage());
        }

        @Override
        public void beforeRollback(Xid xid) {
            called.add(name + "beforeRollback");
        }

        @Override
        public void afterRollback(Xid xid) {
            called.add(name + "afterRollback");
        }

        @Override
        public void afterCompletion(Xid xid, Completion completion) {
            called.add(name + "afterCompletion " + completion);
        }
    }
}
