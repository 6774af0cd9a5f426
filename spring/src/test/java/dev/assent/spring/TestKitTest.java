package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.Cause;
import dev.assent.testkit.AssentKit;
import dev.assent.testkit.Fact;
import dev.assent.testkit.Message;
import dev.assent.tm.GlobalTransactional;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application under Spring's own test annotation, with the coordinator and the clock of the test kit. */
@SpringBootTest(
        classes = TestKitTest.Application.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "assent.coordinator=test-kit",
            "spring.application.name=stock",
            "spring.jmx.enabled=false",
            "spring.datasource.url=jdbc:h2:mem:test-kit;DB_CLOSE_DELAY=-1"
        })
class TestKitTest {
    @Autowired
    private AssentKit assent;

    @Autowired
    private Stock stock;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource database;

    @BeforeEach
    void fill() {
        jdbc.update("UPDATE stock SET amount = 10");
    }

    @AfterEach
    void faultsHaveHappened() {
        assent.endFaults();
    }

    @Test
    void aCommit() {
        stock.take(3, Duration.ZERO);

        assertThat(assent.transaction("take")).committed().hasBranches(1);
        assertThat(assent.lastTransaction().service()).isEqualTo("stock");
        assertThat(assent).hasNothingOpen().hasNoLocks().hasNoUndoRowsIn(database);
        assertThat(stock.amount()).isEqualTo(7);
    }

    @Test
    void aRollback() {
        assertThatThrownBy(() -> stock.take(11, Duration.ZERO)).hasMessage("out of stock");

        assertThat(assent.lastTransaction())
                .rolledBack()
                .because("out of stock")
                .because(IllegalStateException.class);
        assertThat(assent).hasNothingOpen().hasNoUndoRowsIn(database);
        assertThat(stock.amount()).isEqualTo(10);
    }

    @Test
    void aTimeOut() {
        assertThatThrownBy(() -> stock.take(1, Duration.ofMinutes(1))).isInstanceOf(RolledBack.class);

        assertThat(assent.lastTransaction()).rolledBack().because(Cause.TIMEOUT);
        assertThat(stock.amount()).isEqualTo(10);
    }

    @Test
    void aCrashBehindTheDecision() {
        int before = assent.coordinator().starts();
        assent.coordinator().crashAfter(Fact.COMMIT_DECIDED);

        stock.take(1, Duration.ZERO);

        assertThat(assent.coordinator().starts()).isEqualTo(before + 1);
        assertThat(assent.lastTransaction()).committed();
        assertThat(stock.amount()).isEqualTo(9);
    }

    @Test
    void aRegistrationIsLost() {
        assent.network().drop(Message.BRANCH_REGISTER);

        assertThatThrownBy(() -> stock.take(1, Duration.ZERO))
                .satisfies(thrown -> assertThat(AssentException.in(thrown))
                        .get()
                        .isInstanceOf(AssentException.OutcomeUnknown.class));

        assertThat(assent.lastTransaction()).rolledBack();
        assertThat(stock.amount()).isEqualTo(10);
    }

    @Test
    void aFaultThatNeverHappenedIsSaid() {
        assent.branch("stokc").failPhaseTwo(1);
        stock.take(1, Duration.ZERO);
        assertThatThrownBy(assent::endFaults)
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("a branch of stokc to fail in phase two");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Stock stock(JdbcTemplate jdbc, AssentKit assent) {
            return new Stock(jdbc, assent);
        }
    }

    static class Stock {
        private final JdbcTemplate jdbc;
        private final AssentKit assent;

        Stock(JdbcTemplate jdbc, AssentKit assent) {
            this.jdbc = jdbc;
            this.assent = assent;
        }

        @GlobalTransactional(name = "take", timeoutMills = 60_000)
        public void take(int amount, Duration work) {
            jdbc.update("UPDATE stock SET amount = amount - ? WHERE item = 'shoe'", amount);
            assent.clock().advance(work);
            if (amount() < 0) {
                throw new IllegalStateException("out of stock");
            }
        }

        public int amount() {
            return Objects.requireNonNull(jdbc.queryForObject("SELECT amount FROM stock", Integer.class));
        }
    }
}
