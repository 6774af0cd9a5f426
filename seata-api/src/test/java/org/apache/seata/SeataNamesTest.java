package org.apache.seata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.assent.client.LockRetrySettings;
import dev.assent.client.TransactionContext;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.Xid;
import dev.assent.seata.OneService;
import dev.assent.tm.AnnotatedMethods;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.exception.TransactionExceptionCode;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.rm.datasource.DataSourceProxy;
import org.apache.seata.spring.annotation.GlobalLock;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.apache.seata.tm.api.GlobalTransactionRole;
import org.apache.seata.tm.api.TransactionalExecutor;
import org.apache.seata.tm.api.TransactionalExecutor.Code;
import org.apache.seata.tm.api.TransactionalExecutor.ExecutionException;
import org.apache.seata.tm.api.TransactionalTemplate;
import org.apache.seata.tm.api.transaction.NoRollbackRule;
import org.apache.seata.tm.api.transaction.Propagation;
import org.apache.seata.tm.api.transaction.SuspendedResourcesHolder;
import org.apache.seata.tm.api.transaction.TransactionHookAdapter;
import org.apache.seata.tm.api.transaction.TransactionHookManager;
import org.apache.seata.tm.api.transaction.TransactionInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Run for both packages of Seata: the build makes the test of the other one from this. */
@TestInstance(Lifecycle.PER_CLASS)
class SeataNamesTest {
    private OneService service;
    private DataSource source;

    @BeforeAll
    void start(@TempDir Path data) throws SQLException {
        service = new OneService(data);
    }

    @BeforeEach
    void renew() throws SQLException {
        service.renew();
        source = new DataSourceProxy(service.plain());
    }

    @AfterEach
    void nothingIsBound() {
        assertThat(XidContext.current()).isEmpty();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void annotatedMethodsAreRunAsTheyAre() throws Exception {
        Shop shop = new Shop();
        AnnotatedMethods annotated = new AnnotatedMethods(service.connection().transactions());
        assertThat(AnnotatedMethods.isAnnotated(Shop.class)).isTrue();

        assertThatThrownBy(() -> annotated.call(Shop.class, Shop.class.getMethod("spend"), shop::spend))
                .isInstanceOf(IllegalStateException.class);
        assertThat(service.balance()).isEqualTo(100);

        assertThatThrownBy(() -> annotated.call(Shop.class, Shop.class.getMethod("shrug"), shop::shrug))
                .isInstanceOf(IllegalStateException.class);
        assertThat(service.balance()).isEqualTo(90);

        XidContext.Scope bound = XidContext.bind(new Xid("embedded:8091:1"));
        try (bound) {
            assertThatThrownBy(() -> annotated.call(Shop.class, Shop.class.getMethod("outside"), shop::outside))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContaining("ASN-4452");
        }
        TransactionContext locked = annotated.call(Shop.class, Shop.class.getMethod("locked"), shop::locked);
        assertThat(locked.isCheckingLocks()).isTrue();
        assertThat(locked.lockRetry()).isEqualTo(new LockRetrySettings(Duration.ofMillis(7), 3));
    }

    @Test
    void theContextIsBoundUntilItIsUnbound() {
        assertThat(RootContext.getXID()).isNull();
        assertThat(RootContext.getBranchType()).isNull();

        RootContext.bind("embedded:8091:7");

        assertThat(XidContext.current()).contains(new Xid("embedded:8091:7"));
        assertThat(RootContext.inGlobalTransaction()).isTrue();
        assertThat(RootContext.getBranchType()).isEqualTo(BranchType.AT);
        assertThatThrownBy(RootContext::assertNotInGlobalTransaction).hasMessageContaining("ASN-4908");
        assertThat(RootContext.unbind()).isEqualTo("embedded:8091:7");
        assertThat(RootContext.unbind()).isNull();

        RootContext.bind("embedded:8091:7");
        RootContext.bind(" ");
        RootContext.assertNotInGlobalTransaction();
    }

    @Test
    void bindingTheSameXidAgainKeepsWhatIsKnownOfTheTransaction() throws Exception {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin();
        TransactionContext before = TransactionContext.current();

        RootContext.bind(transaction.getXid());

        assertThat(TransactionContext.current()).isSameAs(before);
        transaction.rollback();
    }

    @Test
    void theFlagForLocksStaysWhenAnXidComesAndGoes() {
        RootContext.bindGlobalLockFlag();
        RootContext.bind("embedded:8091:7");
        RootContext.unbind();

        assertThat(RootContext.requireGlobalLock()).isTrue();
        RootContext.unbindGlobalLockFlag();
        assertThat(RootContext.requireGlobalLock()).isFalse();
    }

    @Test
    void aTransactionIsCommittedByHand() throws Exception {
        GlobalTransaction transaction = GlobalTransactionContext.getCurrentOrCreate();
        assertThat(transaction.getXid()).isNull();
        assertThat(transaction.getStatus()).isEqualTo(GlobalStatus.UnKnown);
        transaction.begin(5000, "by hand");
        assertThat(transaction.getXid()).isEqualTo(RootContext.getXID());
        assertThat(transaction.getStatus()).isEqualTo(GlobalStatus.Begin);
        assertThat(transaction.getCreateTime()).isPositive();

        GlobalTransaction joined = GlobalTransactionContext.getCurrentOrCreate();
        assertThat(joined.getGlobalTransactionRole()).isEqualTo(GlobalTransactionRole.Participant);
        joined.begin();
        spend();
        joined.commit();
        joined.rollback();
        transaction.commit();

        assertThat(service.balance()).isEqualTo(90);
        assertThat(transaction.getLocalStatus()).isEqualTo(GlobalStatus.Committed);
        assertThat(GlobalTransactionContext.getCurrent()).isNull();
    }

    @Test
    void aTransactionIsSuspendedAndRolledBackByHand() throws Exception {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin();
        SuspendedResourcesHolder suspended = transaction.suspend();
        spend();
        transaction.resume(suspended);
        spend();
        assertThat(service.balance()).isEqualTo(80);

        transaction.rollback();

        assertThat(service.balance()).isEqualTo(90);
        assertThat(transaction.getLocalStatus()).isEqualTo(GlobalStatus.Rollbacked);
        assertThat(transaction.suspend()).isNull();
        transaction.resume(null);
    }

    @Test
    void aTransactionOfOthersIsEndedByItsXid() throws Exception {
        GlobalTransaction begun = GlobalTransactionContext.createNew();
        begun.begin();
        spend();
        String xid = String.valueOf(begun.getXid());

        GlobalTransactionContext.reload(xid).rollback();

        assertThat(RootContext.getXID()).isNull();
        assertThat(service.balance()).isEqualTo(100);
        assertThatThrownBy(begun::commit)
                .isInstanceOf(TransactionException.class)
                .hasCauseInstanceOf(RolledBack.class)
                .extracting(thrown -> ((TransactionException) thrown).getCode())
                .isEqualTo(TransactionExceptionCode.GlobalTransactionNotActive);
        assertThat(begun.getLocalStatus()).isEqualTo(GlobalStatus.Rollbacked);
    }

    @Test
    void wrongUseIsRefused() throws Exception {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        assertThatThrownBy(transaction::commit).hasMessageContaining("ASN-4905").hasMessageContaining("commit()");
        transaction.begin();

        assertThatThrownBy(transaction::begin).hasMessageContaining("ASN-4904");
        assertThatThrownBy(() -> GlobalTransactionContext.createNew().begin()).hasMessageContaining("ASN-4903");
        assertThatThrownBy(() -> transaction.globalReport(GlobalStatus.Finished))
                .hasMessageContaining("ASN-4906")
                .hasMessageContaining("docs/migration.md");
        transaction.rollback();
    }

    @Test
    void hooksOfTheThreadAreCalledOnce() throws Throwable {
        List<String> seen = new ArrayList<>();
        TransactionHookManager.registerHook(new Recording(seen));
        assertThat(TransactionHookManager.getHooks()).hasSize(1);

        template(() -> "done");
        assertThatThrownBy(() -> template(() -> {
                    TransactionHookManager.registerHook(new Recording(seen));
                    throw new IllegalStateException("no money");
                }))
                .isInstanceOf(ExecutionException.class);
        template(() -> "done");

        assertThat(seen)
                .containsExactly(
                        "beforeBegin",
                        "afterBegin",
                        "beforeCommit",
                        "afterCommit",
                        "afterCompletion",
                        "beforeRollback",
                        "afterRollback",
                        "afterCompletion");
        assertThat(TransactionHookManager.getHooks()).isEmpty();
    }

    @Test
    void hooksBeforeTheEndWorkForTheTransaction() throws Throwable {
        List<String> seen = new ArrayList<>();
        TransactionHookManager.registerHook(new Recording(seen) {
            @Override
            void see(String call) {
                super.see(call + (RootContext.inGlobalTransaction() ? " inside" : ""));
            }
        });
        template(() -> {
            spend();
            return "done";
        });
        TransactionHookManager.registerHook(new TransactionHookAdapter() {
            @Override
            public void beforeCommit() {
                RuntimeException caught = catchRuntimeException(() -> template(() -> {
                    throw new IllegalStateException("no points");
                }));
                seen.add(String.valueOf(caught.getMessage()));
            }
        });
        assertThatThrownBy(() -> template(() -> {
                    spend();
                    return "done";
                }))
                .isInstanceOf(ExecutionException.class);

        assertThat(seen)
                .containsExactly(
                        "beforeBegin",
                        "afterBegin inside",
                        "beforeCommit inside",
                        "afterCommit",
                        "afterCompletion",
                        "no points");
        assertThat(service.balance()).isEqualTo(90);
    }

    @Test
    void aHookThatThrowsKeepsNoOtherFromBeingCalled() throws Throwable {
        List<String> seen = new ArrayList<>();
        template(() -> {
            TransactionHookManager.registerHook(new TransactionHookAdapter() {
                @Override
                public void beforeCommit() {
                    throw new AssertionError("a bug");
                }
            });
            TransactionHookManager.registerHook(new Recording(seen));
            return "done";
        });
        assertThat(seen).containsExactly("beforeCommit", "afterCommit", "afterCompletion");
    }

    @Test
    void aTemplateReturnsOrSaysWhatHasBecomeOfTheTransaction() throws Throwable {
        assertThat(template(() -> {
                    spend();
                    return "spent";
                }))
                .isEqualTo("spent");
        assertThat(service.balance()).isEqualTo(90);

        assertThatThrownBy(() -> template(() -> {
                    spend();
                    throw new IllegalStateException("no money");
                }))
                .isInstanceOfSatisfying(ExecutionException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(Code.RollbackDone);
                    assertThat(e.getOriginalException()).hasMessage("no money");
                    assertThat(Optional.ofNullable(e.getTransaction()).map(GlobalTransaction::getLocalStatus))
                            .contains(GlobalStatus.Rollbacked);
                });
        assertThat(service.balance()).isEqualTo(90);

        assertThatThrownBy(() -> template(() -> {
                    spend();
                    throw new UnsupportedOperationException("no mail");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(service.balance()).isEqualTo(80);
    }

    @Test
    void aTemplateSaysIfItsTransactionWasRolledBackByOthers() {
        assertThatThrownBy(() -> template(() -> {
                    spend();
                    service.client().rollback(XidContext.current().orElseThrow());
                    return "spent";
                }))
                .isInstanceOfSatisfying(
                        ExecutionException.class, e -> assertThat(e.getCode()).isEqualTo(Code.RollbackDone))
                .hasCauseInstanceOf(RolledBack.class);
    }

    @Test
    void insideOfATransactionATemplateLetsTheExceptionThrough() throws Exception {
        GlobalTransaction outer = GlobalTransactionContext.createNew();
        outer.begin();
        assertThatThrownBy(() -> template(() -> {
                    throw new IllegalStateException("no money");
                }))
                .isInstanceOf(IllegalStateException.class);
        outer.rollback();

        TransactionInfo mandatory = new TransactionInfo();
        mandatory.setPropagation(Propagation.MANDATORY);
        assertThatThrownBy(() -> template(mandatory, () -> "never"))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("ASN-4453");
    }

    @Test
    void aDataSourceThatTakesPartAlreadyIsLeftAsItIs() throws Exception {
        AtDataSource at = AtDataSource.wrap(service.plain(), service.client());
        DataSourceProxy proxy = new DataSourceProxy(at);

        assertThat(proxy.unwrap(AtDataSource.class)).isSameAs(at);
        assertThat(proxy.getTargetDataSource()).isSameAs(at);
        assertThat(proxy.unwrap(DataSourceProxy.class)).isSameAs(proxy);
    }

    @Test
    void statusesHaveTheNamesAndNumbersOfTheWire() {
        assertThat(Arrays.stream(GlobalStatus.values()).map(SeataNamesTest::spelling))
                .containsExactlyElementsOf(Arrays.stream(dev.assent.model.GlobalStatus.values())
                        .map(SeataNamesTest::spelling)
                        .toList());
        assertThat(GlobalStatus.get((byte) 9)).isEqualTo(GlobalStatus.Committed);
        assertThat(GlobalStatus.get(GlobalStatus.Finished.getCode())).isEqualTo(GlobalStatus.Finished);
        assertThatThrownBy(() -> GlobalStatus.get(99))
                .hasMessageContaining("0 to 20")
                .hasMessageContaining("99");
        assertThat(BranchType.get("xa")).isEqualTo(BranchType.get((byte) 3)).isEqualTo(BranchType.XA);
        assertThatThrownBy(() -> BranchType.get(5)).hasMessageContaining("0 to 4");
        assertThatThrownBy(() -> BranchType.get("2PC")).hasMessageContaining("'2PC'");
    }

    private static String spelling(Enum<?> status) {
        return status.name().replace("_", "").toLowerCase(Locale.ROOT);
    }

    private void spend() throws SQLException {
        OneService.run(source, "update account set balance = balance - 10 where id = 1");
    }

    private static @Nullable Object template(Business business) throws Throwable {
        TransactionInfo info = new TransactionInfo();
        info.setRollbackRules(Set.of(new NoRollbackRule(UnsupportedOperationException.class)));
        return template(info, business);
    }

    private static @Nullable Object template(TransactionInfo info, Business business) throws Throwable {
        return new TransactionalTemplate().execute(new TransactionalExecutor() {
            @Override
            public @Nullable Object execute() throws Throwable {
                return business.run();
            }

            @Override
            public TransactionInfo getTransactionInfo() {
                return info;
            }
        });
    }

    private interface Business {
        Object run() throws Throwable;
    }

    /** Public, so that reflection finds its methods. */
    public class Shop {
        @GlobalTransactional(timeoutMills = 0, name = "spend")
        public Object spend() throws SQLException {
            SeataNamesTest.this.spend();
            throw new IllegalStateException("no money");
        }

        @GlobalTransactional(noRollbackFor = IllegalStateException.class)
        public Object shrug() throws SQLException {
            SeataNamesTest.this.spend();
            throw new IllegalStateException("no mail");
        }

        @GlobalTransactional(propagation = Propagation.NEVER)
        public Object outside() {
            return "outside";
        }

        @GlobalLock(lockRetryInterval = 7, lockRetryTimes = 3)
        public TransactionContext locked() {
            return TransactionContext.current();
        }
    }

    private static class Recording extends TransactionHookAdapter {
        private final List<String> seen;

        Recording(List<String> seen) {
            this.seen = seen;
        }

        void see(String call) {
            seen.add(call);
        }

        @Override
        public void beforeBegin() {
            see("beforeBegin");
        }

        @Override
        public void afterBegin() {
            see("afterBegin");
        }

        @Override
        public void beforeCommit() {
            see("beforeCommit");
        }

        @Override
        public void afterCommit() {
            see("afterCommit");
        }

        @Override
        public void beforeRollback() {
            see("beforeRollback");
        }

        @Override
        public void afterRollback() {
            see("afterRollback");
        }

        @Override
        public void afterCompletion() {
            see("afterCompletion");
        }
    }
}
