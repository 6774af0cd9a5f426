package dev.assent.spring;

import dev.assent.datasource.AtDataSource;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Puts a proxy in the place of each data source bean. The proxy has the class of the bean where that can be extended, else
 * its interfaces, so that beans that ask for the pool by its class get it still. Every call except those for connections
 * goes to the bean. A data source that hands on to others is not proxied itself: those are.
 */
final class DataSourceProxies implements BeanPostProcessor, Ordered {
    private static final Logger log = LoggerFactory.getLogger(DataSourceProxies.class);

    private final Supplier<CoordinatorClient> client;
    private final Supplier<AssentProperties> properties;
    private final DataSourceGuards guards;

    DataSourceProxies(
            Supplier<CoordinatorClient> client, Supplier<AssentProperties> properties, DataSourceGuards guards) {
        this.client = client;
        this.properties = properties;
        this.guards = guards;
    }

    /** After the processors of others, whose wrappers then are proxied with what they wrap. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DataSource source) || bean instanceof ScopedObject) {
            return bean;
        }
        AssentProperties.DataSources settings = properties.get().dataSource();
        if (!settings.proxied() || isExcluded(settings, source, name)) {
            guards.leftAlone(name, source);
            return bean;
        }
        return protectedForm(source, name);
    }

    /** A scoped bean goes by the name that its users know; Seata's applications name classes. */
    private static boolean isExcluded(AssentProperties.DataSources settings, DataSource source, String name) {
        return settings.exclude().contains(name)
                || settings.exclude().contains(ClassUtils.getUserClass(source).getName())
                || settings.exclude().contains(name.replaceFirst("^scopedTarget\\.", ""));
    }

    private DataSource protectedForm(DataSource source, String name) {
        if (isProtected(source) || guards.isLeftAlone(source)) {
            return source;
        }
        if (source instanceof AbstractRoutingDataSource routing) {
            protectTargets(routing, name);
            return source;
        }
        if (source instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
            delegating.setTargetDataSource(protectedForm(delegating.getTargetDataSource(), name));
            return source;
        }
        return proxy(source, name);
    }

    private static boolean isProtected(DataSource source) {
        if (source instanceof ProtectedDataSource || source instanceof AtDataSource) {
            return true;
        }
        try {
            return !(source instanceof AbstractRoutingDataSource)
                    && !(source instanceof DelegatingDataSource)
                    && source.isWrapperFor(ProtectedDataSource.class);
        } catch (SQLException | RuntimeException e) {
            log.debug("a data source cannot say what it wraps", e);
            return false;
        }
    }

    /** Targets that are beans have their proxies already; others get them here. */
    private void protectTargets(AbstractRoutingDataSource routing, String name) {
        if (!isResolved(routing)) {
            log.warn(
                    "routing data source '{}' keeps its targets itself, so only targets that are beans take part in global transactions",
                    name);
            return;
        }
        Map<Object, Object> targets = new LinkedHashMap<>();
        List<DataSource> fresh = new ArrayList<>();
        routing.getResolvedDataSources().forEach((key, target) -> {
            DataSource form = protectedForm(target, name + '[' + key + ']');
            targets.put(key, form);
            if (form != target) {
                fresh.add(form);
            }
        });
        DataSource fallback = routing.getResolvedDefaultDataSource();
        if (fallback != null) {
            DataSource form = routing.getResolvedDataSources().entrySet().stream()
                    .filter(entry -> entry.getValue() == fallback)
                    .map(entry -> (DataSource) targets.get(entry.getKey()))
                    .findFirst()
                    .orElseGet(() -> protectedForm(fallback, name + "[default]"));
            routing.setDefaultTargetDataSource(form);
            if (form != fallback) {
                fresh.add(form);
            }
        }
        if (!fresh.isEmpty()) {
            routing.setTargetDataSources(targets);
            routing.afterPropertiesSet();
        }
    }

    /** False for one that overrides the way in which Spring sets its targets. */
    private static boolean isResolved(AbstractRoutingDataSource routing) {
        try {
            routing.getResolvedDataSources();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private DataSource proxy(DataSource source, String name) {
        DataSourceGuard guard = new DataSourceGuard(
                name,
                source,
                client.get(),
                properties.get().at().options(),
                properties.get().at().report() ? guards.report() : null);
        Class<?> type = source.getClass();
        ClassLoader loader = knowsUs(type) ? type.getClassLoader() : ProtectedDataSource.class.getClassLoader();
        ProxyFactory factory = new ProxyFactory(ClassUtils.getAllInterfacesForClass(type, loader));
        factory.setTarget(source);
        factory.setProxyTargetClass(isExtendable(type));
        factory.addInterface(ProtectedDataSource.class);
        factory.addAdvice(new Connections(guard));
        DataSource proxy = (DataSource) factory.getProxy(loader);
        guards.add(guard);
        return proxy;
    }

    private static boolean isExtendable(Class<?> type) {
        return Modifier.isPublic(type.getModifiers()) && !Modifier.isFinal(type.getModifiers()) && knowsUs(type);
    }

    /** False for a pool of an application server: its class loader does not see the application's libraries. */
    private static boolean knowsUs(Class<?> type) {
        return ClassUtils.isVisible(ProtectedDataSource.class, type.getClassLoader());
    }

    /** The calls of a data source that lead to its connections. */
    private record Connections(DataSourceGuard guard) implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            @Nullable Object[] arguments = call.getArguments();
            return switch (call.getMethod().getName()) {
                case "assentGuard" -> guard;
                case "getConnection" -> connection(call, arguments);
                case "isWrapperFor" -> isOurs(call, arguments) || Boolean.TRUE.equals(call.proceed());
                case "unwrap" -> isOurs(call, arguments) ? ours(call, (Class<?>) arguments[0]) : call.proceed();
                default -> call.proceed();
            };
        }

        private @Nullable Object connection(MethodInvocation call, @Nullable Object[] arguments) throws Throwable {
            if (arguments.length == 0) {
                return guard.connection();
            }
            return arguments.length == 2 && arguments[0] instanceof String user
                    ? guard.connection(user, String.valueOf(arguments[1]))
                    : call.proceed();
        }

        private boolean isOurs(MethodInvocation call, @Nullable Object[] arguments) throws SQLException {
            return arguments.length == 1
                    && arguments[0] instanceof Class<?> type
                    && (type.isInstance(proxy(call))
                            || (type == AtDataSource.class && guard.at().isPresent()));
        }

        private @Nullable Object ours(MethodInvocation call, Class<?> type) throws SQLException {
            return type == AtDataSource.class ? guard.at().orElseThrow() : proxy(call);
        }

        private static @Nullable Object proxy(MethodInvocation call) {
            return ((org.springframework.aop.ProxyMethodInvocation) call).getProxy();
        }
    }
}
