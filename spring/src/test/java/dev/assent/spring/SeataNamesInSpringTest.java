package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.rm.datasource.DataSourceProxy;
import org.apache.seata.spring.annotation.datasource.EnableAutoDataSourceProxy;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.apache.seata.tm.api.transaction.TransactionHookAdapter;
import org.apache.seata.tm.api.transaction.TransactionHookManager;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that uses the names of Seata's API, in both packages. */
class SeataNamesInSpringTest {
    private static final ConfigurableApplicationContext CONTEXT =
            Applications.start(Application.class, "spring.application.name=shop");

    private final Shop shop = CONTEXT.getBean(Shop.class);
    private final JdbcTemplate jdbc = CONTEXT.getBean(JdbcTemplate.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    @Test
    void bothAnnotationsAreHonoured() {
        int before = amount();

        assertThatThrownBy(shop::takeAndFail).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(shop::takeAndFailByTheOlderName).isInstanceOf(IllegalStateException.class);

        assertThat(amount()).isEqualTo(before);
        assertThat(XidContext.current()).isEmpty();
    }

    @Test
    void hooksOfTheThreadAreCalled() {
        List<String> seen = new CopyOnWriteArrayList<>();

        shop.note(seen);

        assertThat(seen).containsExactly("committed");
    }

    @Test
    void aTransactionBegunByHandWorksWithTheBeans() throws Exception {
        int before = amount();
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin();
        jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = 'shoe'");
        assertThat(amount()).isEqualTo(before - 1);

        transaction.rollback();

        assertThat(amount()).isEqualTo(before);
    }

    @Test
    void aDataSourceProxyAddsNothingOverABean() throws SQLException {
        DataSourceProxy wrapped = new DataSourceProxy(CONTEXT.getBean("dataSource", DataSource.class));

        assertThat(wrapped.isWrapperFor(AtDataSource.class)).isTrue();
        assertThat(CONTEXT.getBean(DataSourceGuards.class).all()).hasSize(1);
    }

    @Test
    void aPoolThatIsNoBeanIsProtectedByADataSourceProxy() throws Exception {
        JdbcDataSource pool = new JdbcDataSource();
        pool.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcTemplate direct = new JdbcTemplate(pool);
        direct.execute("CREATE TABLE stock (item VARCHAR(20) PRIMARY KEY, amount INT NOT NULL)");
        direct.execute("INSERT INTO stock VALUES ('shoe', 10)");
        direct.execute(
                "CREATE TABLE undo_log (branch_id BIGINT NOT NULL, xid VARCHAR(128) NOT NULL, context VARCHAR(128) NOT NULL,"
                        + " rollback_info BLOB NOT NULL, log_status INT NOT NULL, log_created TIMESTAMP(6) NOT NULL,"
                        + " log_modified TIMESTAMP(6) NOT NULL, CONSTRAINT ux_undo_log UNIQUE (xid, branch_id))");
        JdbcTemplate through = new JdbcTemplate(new DataSourceProxy(pool));
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin();
        through.update("UPDATE stock SET amount = 0");

        transaction.rollback();

        assertThat(direct.queryForObject("SELECT amount FROM stock", Integer.class))
                .isEqualTo(10);
    }

    @Test
    void whatTheAnnotationExcludesIsLeftAlone() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AssentAutoConfiguration.class))
                .withUserConfiguration(Excluding.class)
                .withPropertyValues(
                        "assent.coordinator=tc:8091", "assent.doctor=off", "assent.data-source.exclude[0]=another")
                .run(context -> {
                    assertThat(context.getBean("pool")).isNotInstanceOf(ProtectedDataSource.class);
                    assertThat(context.getBean(AssentProperties.class)
                                    .dataSource()
                                    .exclude())
                            .containsExactlyInAnyOrder("another", JdbcDataSource.class.getName());
                });
    }

    @Test
    void anotherModeThanAtStopsTheStart() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AssentAutoConfiguration.class))
                .withUserConfiguration(InModeXa.class)
                .withPropertyValues("assent.coordinator=tc:8091")
                .run(context -> assertThat(context).getFailure().hasMessageContaining("ASN-4808"));
    }

    private int amount() {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT amount FROM stock WHERE item = 'shoe'", Integer.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAutoDataSourceProxy
    static class Application {
        @Bean
        Shop shop(JdbcTemplate jdbc) {
            return new Shop(jdbc);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoDataSourceProxy(excludes = "org.h2.jdbcx.JdbcDataSource")
    static class Excluding {
        @Bean
        DataSource pool() {
            return new JdbcDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @io.seata.spring.annotation.datasource.EnableAutoDataSourceProxy(dataSourceProxyMode = "XA")
    static class InModeXa {}

    static class Shop {
        private final JdbcTemplate jdbc;

        Shop(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @org.apache.seata.spring.annotation.GlobalTransactional
        public void takeAndFail() {
            fail();
        }

        @io.seata.spring.annotation.GlobalTransactional
        public void takeAndFailByTheOlderName() {
            fail();
        }

        @org.apache.seata.spring.annotation.GlobalTransactional
        public void note(List<String> seen) {
            TransactionHookManager.registerHook(new TransactionHookAdapter() {
                @Override
                public void afterCommit() {
                    seen.add("committed");
                }
            });
        }

        private void fail() {
            jdbc.update("UPDATE stock SET amount = amount - 3 WHERE item = 'shoe'");
            throw new IllegalStateException(String.valueOf(RootContext.getXID()));
        }
    }
}
