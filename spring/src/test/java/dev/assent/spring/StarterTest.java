package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.LockRetrySettings;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.RowHeld;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransactional;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.Propagation;
import dev.assent.tm.TransactionOptions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One application with a database, whose tables Flyway makes. */
class StarterTest {
    private static final ConfigurableApplicationContext CONTEXT =
            Applications.start(Application.class, "spring.application.name=shop");

    private final Shop shop = CONTEXT.getBean(Shop.class);
    private final JdbcTemplate jdbc = CONTEXT.getBean(JdbcTemplate.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    @Test
    void anAnnotatedMethodCommits() {
        Xid xid = shop.take("shoe", 1);

        assertThat(xid.address()).isEqualTo("embedded:8091");
        assertThat(XidContext.current()).isEmpty();
        assertThat(amount()).isEqualTo(9);
        shop.take("shoe", -1);
    }

    @Test
    void anExceptionTakesBackWhatLocalTransactionsHaveCommitted() {
        int before = amount();

        assertThatThrownBy(() -> shop.takeAndFail("shoe", 3)).isInstanceOf(IllegalStateException.class);

        assertThat(amount()).isEqualTo(before);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM undo_log", Integer.class))
                .isZero();
    }

    @Test
    void aClassMayBeAnnotated() {
        assertThat(CONTEXT.getBean(Audit.class).current()).isPresent();
        assertThat(CONTEXT.getBean(Audit.class).toString()).isEqualTo("audit");
    }

    @Test
    void theGlobalTransactionStandsAroundTheLocalOne() {
        Both both = CONTEXT.getBean(Both.class);

        both.run();

        assertThat(both.seen()).isEqualTo("local inside of global");
    }

    @Test
    void anAsynchronousMethodWorksForTheTransactionOfItsCaller() {
        Xid xid = new Xid("embedded:8091:1");
        Background background = CONTEXT.getBean(Background.class);
        XidContext.Scope bound = XidContext.bind(xid);
        try (bound) {
            assertThat(background.current().join()).isEqualTo(xid + " on another thread");
        }
        assertThat(background.current().join()).isEqualTo("none on another thread");
    }

    @Test
    void aMethodThatEndsLaterIsRefused() {
        assertThatThrownBy(() -> CONTEXT.getBean(Later.class).run())
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("ASN-4804")
                .hasMessageContaining("Later.run")
                .hasMessageContaining("CompletableFuture");
    }

    @Test
    void theDataSourceKeepsItsClassAndLeadsToBothFaces() throws SQLException {
        DataSource bean = CONTEXT.getBean(DataSource.class);

        assertThat(bean).isInstanceOf(HikariDataSource.class).isInstanceOf(ProtectedDataSource.class);
        assertThat(bean.isWrapperFor(AtDataSource.class)).isTrue();
        assertThat(bean.unwrap(AtDataSource.class)).isNotNull();
        assertThat(bean.unwrap(HikariDataSource.class)).isSameAs(bean);
        assertThat(((HikariDataSource) bean).getMaximumPoolSize()).isEqualTo(10);
    }

    @Test
    void aContextThatIsStartedAgainGoesOn() {
        CONTEXT.stop();
        assertThatThrownBy(() -> shop.take("shoe", 1)).hasMessageContaining("ASN-1801");
        CONTEXT.start();

        int before = amount();
        assertThatThrownBy(() -> shop.takeAndFail("shoe", 3)).isInstanceOf(IllegalStateException.class);
        assertThat(amount()).isEqualTo(before);
    }

    @Test
    void aRowOfAnotherTransactionIsTransientToSpring() {
        GlobalTransactions transactions = CONTEXT.getBean(GlobalTransactions.class);
        TransactionOptions once = TransactionOptions.named("once").withLockRetry(LockRetrySettings.ofAttributes(1, 1));
        transactions.run(TransactionOptions.named("holder"), () -> {
            takeOne();
            assertThatThrownBy(() -> transactions.run(once.withPropagation(Propagation.REQUIRES_NEW), this::takeOne))
                    .isInstanceOf(TransientDataAccessException.class)
                    .satisfies(e -> assertThat(AssentException.in(e)).get().isInstanceOf(RowHeld.class));
        });
    }

    @Test
    void aDeadTransactionIsNotTransientToSpring() {
        GlobalTransactions transactions = CONTEXT.getBean(GlobalTransactions.class);
        int before = amount();
        assertThatThrownBy(() -> transactions.run(TransactionOptions.named("dead"), () -> {
                    CONTEXT.getBean(CoordinatorClient.class)
                            .rollback(XidContext.current().orElseThrow());
                    takeOne();
                }))
                .isInstanceOf(DataAccessException.class)
                .isNotInstanceOf(TransientDataAccessException.class)
                .satisfies(e -> assertThat(AssentException.in(e)).get().isInstanceOf(RolledBack.class));
        assertThat(amount()).isEqualTo(before);
    }

    private void takeOne() {
        jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = 'shoe'");
    }

    private int amount() {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT amount FROM stock WHERE item = 'shoe'", Integer.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    static class Application {
        @Bean
        Background background() {
            return new Background(Thread.currentThread());
        }

        @Bean
        Shop shop(JdbcTemplate jdbc) {
            return new Shop(jdbc);
        }

        @Bean
        Audit audit() {
            return new Audit();
        }

        @Bean
        Both both() {
            return new Both();
        }

        @Bean
        Later later() {
            return new Later();
        }
    }

    static class Shop {
        private final JdbcTemplate jdbc;

        Shop(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @GlobalTransactional
        public Xid take(String item, int amount) {
            jdbc.update("UPDATE stock SET amount = amount - ? WHERE item = ?", amount, item);
            return XidContext.current().orElseThrow();
        }

        @GlobalTransactional(name = "take and fail")
        public void takeAndFail(String item, int amount) {
            take(item, amount);
            throw new IllegalStateException("no money");
        }
    }

    @GlobalTransactional
    static class Audit {
        public Optional<Xid> current() {
            return XidContext.current();
        }

        @Override
        public String toString() {
            return "audit";
        }
    }

    static class Both {
        private final AtomicReference<String> seen = new AtomicReference<>("nothing");

        public String seen() {
            return Objects.requireNonNull(seen.get());
        }

        @Transactional
        @GlobalTransactional
        public void run() {
            boolean global = XidContext.current().isPresent();
            TransactionSynchronizationManager.registerSynchronization(
                    new org.springframework.transaction.support.TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            seen.set(
                                    global && XidContext.current().isPresent()
                                            ? "local inside of global"
                                            : "global inside of local");
                        }
                    });
        }
    }

    static class Background {
        private final Thread main;

        Background(Thread main) {
            this.main = main;
        }

        @Async
        public CompletableFuture<String> current() {
            return CompletableFuture.completedFuture(
                    XidContext.current().map(Xid::value).orElse("none")
                            + (Thread.currentThread() == main ? " on the same thread" : " on another thread"));
        }
    }

    static class Later {
        @GlobalTransactional
        public CompletableFuture<String> run() {
            return CompletableFuture.completedFuture("done");
        }
    }
}
