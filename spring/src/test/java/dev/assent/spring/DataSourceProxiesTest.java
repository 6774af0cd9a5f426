package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.jdbc.AtConnection;
import dev.assent.model.Xid;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Which data sources get a proxy, without any context or coordinator. */
class DataSourceProxiesTest {
    private final DataSourceGuards guards = new DataSourceGuards();
    private final CoordinatorClient client = new CoordinatorClient(() -> {
        throw new IllegalStateException("Expected no connection to be made");
    });
    private DataSourceProxies proxies = proxies(Map.of());

    @Test
    void everyDataSourceIsProxiedOnce() throws SQLException {
        DataSource proxy = process(new DriverManagerDataSource("jdbc:h2:mem:a"), "a");

        assertThat(proxy).isInstanceOf(DriverManagerDataSource.class).isInstanceOf(ProtectedDataSource.class);
        assertThat(process(proxy, "again")).isSameAs(proxy);
        assertThat(guards.all()).hasSize(1);
        try (Connection connection = proxy.getConnection()) {
            assertThat(connection).isInstanceOf(AtConnection.class);
        }
    }

    @Test
    void namesMayBeExcluded() {
        proxies = proxies(Map.of("assent.data-source.exclude", "reports,other"));

        assertThat(process(h2("a"), "reports")).isNotInstanceOf(ProtectedDataSource.class);
        assertThat(process(h2("b"), "scopedTarget.reports")).isNotInstanceOf(ProtectedDataSource.class);
        assertThat(process(h2("c"), "orders")).isInstanceOf(ProtectedDataSource.class);
        assertThat(guards.excluded()).containsExactly("reports", "scopedTarget.reports");
    }

    @Test
    void aRoutingDataSourceIsLeftAloneAndItsTargetsAreProxiedOnce() throws SQLException {
        DataSource bean = process(h2("bean"), "bean");
        Routing routing = new Routing();
        routing.setTargetDataSources(Map.of("bean", bean, "hand-made", h2("hand-made")));
        routing.setDefaultTargetDataSource(bean);
        routing.afterPropertiesSet();

        DataSource processed = process(routing, "routing");

        assertThat(processed).isSameAs(routing);
        assertThat(guards.all()).extracting(DataSourceGuard::bean).containsExactly("bean", "routing[hand-made]");
        for (String key : Set.of("bean", "hand-made", "unknown")) {
            routing.key = key;
            try (Connection connection = routing.getConnection()) {
                assertThat(connection).isInstanceOf(AtConnection.class);
                assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class)).isNotNull();
            }
        }
    }

    /** As a pool of an application server, which comes by JNDI and whose class loader does not know Assent. */
    @Test
    void aPoolOfAnotherClassLoaderIsProxied() throws Exception {
        URL[] libraries = {
            HikariDataSource.class.getProtectionDomain().getCodeSource().getLocation(),
            org.slf4j.Logger.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader server = new URLClassLoader(libraries, ClassLoader.getPlatformClassLoader())) {
            Class<?> pool = server.loadClass(HikariDataSource.class.getName());

            DataSource processed =
                    process((DataSource) pool.getDeclaredConstructor().newInstance(), "server");

            assertThat(processed).isInstanceOf(ProtectedDataSource.class);
        }
    }

    /** A read-only replica, say, which is excluded as a bean and is a target of routing. */
    @Test
    void anExcludedTargetIsLeftAloneByRoutingToo() {
        proxies = proxies(Map.of("assent.data-source.exclude", "replica"));
        DataSource replica = process(h2("replica"), "replica");
        Routing routing = new Routing();
        routing.setTargetDataSources(Map.of("replica", replica, "primary", h2("primary")));
        routing.setDefaultTargetDataSource(replica);
        routing.afterPropertiesSet();

        process(routing, "routing");

        assertThat(routing.getResolvedDataSources().get("replica")).isSameAs(replica);
        assertThat(routing.getResolvedDefaultDataSource()).isSameAs(replica);
        assertThat(guards.all()).extracting(DataSourceGuard::bean).containsExactly("routing[primary]");
    }

    @Test
    void aBeanThatIsMadeAgainTakesThePlaceOfTheOldOne() {
        proxies = proxies(Map.of("assent.data-source.exclude", "reports"));
        process(h2("refreshed"), "scopedTarget.pool");
        DataSource again = process(h2("refreshed"), "scopedTarget.pool");
        process(h2("a"), "reports");
        process(h2("a"), "reports");

        assertThat(guards.all()).containsExactly(((ProtectedDataSource) again).assentGuard());
        assertThat(guards.excluded()).containsExactly("reports");
    }

    /** It chooses among data sources that it keeps itself, so what it hands out is looked at each time. */
    @Test
    void aRoutingDataSourceThatKeepsItsTargetsItselfDoesNotStopTheStart() throws SQLException {
        DataSource bean = process(h2("kept"), "bean");
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            public void afterPropertiesSet() {}

            @Override
            protected DataSource determineTargetDataSource() {
                return bean;
            }

            @Override
            protected Object determineCurrentLookupKey() {
                return "bean";
            }
        };

        DataSource processed = process(routing, "routing");

        try (Connection connection = processed.getConnection()) {
            assertThat(connection).isInstanceOf(AtConnection.class);
        }
    }

    @Test
    void theTargetOfADelegatingDataSourceIsProxied() {
        JdbcDataSource pool = h2("lazy");
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(pool);

        assertThat(process(lazy, "lazy")).isSameAs(lazy);
        assertThat(((DelegatingDataSource) lazy).getTargetDataSource()).isInstanceOf(ProtectedDataSource.class);
    }

    @Test
    void aWrapperOverAProtectedDataSourceAddsNothing() throws SQLException {
        DataSource inner = process(h2("inner"), "inner");

        DataSource honest = process(new Wrapper(inner, true), "honest");
        DataSource silent = process(new Wrapper(inner, false), "silent");

        assertThat(honest).isNotInstanceOf(ProtectedDataSource.class);
        try (Connection connection = silent.getConnection()) {
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(((ProtectedDataSource) silent).assentGuard().at()).isEmpty();
        }
        assertThat(honest.isWrapperFor(AtDataSource.class)).isTrue();
    }

    @Test
    void anUnknownDatabaseWorksOutsideOfGlobalTransactionsAndIsRefusedInside() throws SQLException {
        DataSource strange = process(new Strange(), "reports");

        try (Connection connection = strange.getConnection()) {
            assertThat(connection).isNotInstanceOf(AtConnection.class);
        }
        try (XidContext.Scope inside = XidContext.bind(new Xid("tc:8091:1"))) {
            assertThat(inside).isNotNull();
            assertThatThrownBy(strange::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("ASN-4806")
                    .hasMessageContaining("'reports'")
                    .hasMessageContaining("Strange DB")
                    .hasMessageContaining("assent.data-source.exclude");
        }
        assertThat(guards.all().get(0).problem()).isPresent();
    }

    private DataSource process(DataSource bean, String name) {
        return (DataSource) java.util.Objects.requireNonNull(proxies.postProcessAfterInitialization(bean, name));
    }

    private DataSourceProxies proxies(Map<String, String> properties) {
        AssentProperties bound = new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("assent", AssentProperties.class);
        return new DataSourceProxies(() -> client, () -> bound, guards);
    }

    private static JdbcDataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name);
        return source;
    }

    private static final class Routing extends AbstractRoutingDataSource {
        private String key = "bean";

        @Override
        protected Object determineCurrentLookupKey() {
            return key;
        }
    }

    /** A data source of the application, over another one. */
    static class Wrapper implements DataSource {
        private final DataSource target;
        private final boolean honest;

        Wrapper(DataSource target, boolean honest) {
            this.target = target;
            this.honest = honest;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return target.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return target.getConnection(user, password);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return honest && (type.isInstance(target) || target.isWrapperFor(type));
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return target.unwrap(type);
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter writer) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
    }

    /** H2 that says it is another database. */
    static final class Strange extends Wrapper {
        Strange() {
            super(h2("strange"), false);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getMetaData") ? metaData(real) : method.invoke(real, arguments));
        }

        private static Object metaData(Connection real) throws SQLException {
            Object metaData = real.getMetaData();
            return java.lang.reflect.Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {java.sql.DatabaseMetaData.class},
                    (proxy, method, arguments) -> method.getName().equals("getDatabaseProductName")
                            ? "Strange DB"
                            : method.invoke(metaData, arguments));
        }
    }
}
