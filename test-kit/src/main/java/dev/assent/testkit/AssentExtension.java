package dev.assent.testkit;

import dev.assent.client.AssentClient;
import dev.assent.client.XidContext;
import dev.assent.tm.GlobalTransactions;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link AssentTest} does. A field with {@code @RegisterExtension} may hold one as well, and ask it for the kit. */
public final class AssentExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final String DEFAULT_SERVICE = "application";

    private @Nullable AssentKit current;

    /**
     * The kit of the test that runs.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if none runs
     */
    public AssentKit kit() {
        AssentKit now = current;
        if (now == null) {
            throw KitErrors.notStarted("the kit");
        }
        return now;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        AssentKit kit = AssentKit.start();
        current = kit;
        store(context).put(AssentKit.class, kit);
    }

    /** A test that has failed already is not blamed for faults that it did not come to. */
    @Override
    public void afterEach(ExtensionContext context) {
        current = null;
        XidContext.suspend(); // for good: a transaction that the test has left open is of no use to the next one
        AssentKit kit = store(context).remove(AssentKit.class, AssentKit.class);
        if (kit != null && context.getExecutionException().isPresent()) {
            kit.end();
        } else if (kit != null) {
            kit.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable() instanceof Method
                && resolver(parameter.getParameter().getType()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        AssentKit kit = store(context).get(AssentKit.class, AssentKit.class);
        if (kit == null) {
            throw KitErrors.notStarted("a " + type.getSimpleName());
        }
        String service =
                parameter.findAnnotation(OfService.class).map(OfService::value).orElse(DEFAULT_SERVICE);
        return resolver(type).orElseThrow().apply(new Asked(kit, service));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(AssentExtension.class));
    }

    private record Asked(AssentKit kit, String service) {
        TestService ofService() {
            return kit.service(service);
        }
    }

    private static Optional<Function<Asked, Object>> resolver(Class<?> type) {
        Map<Class<?>, Function<Asked, Object>> all = Map.of(
                AssentKit.class, Asked::kit,
                TestClock.class, asked -> asked.kit.clock(),
                TestCoordinator.class, asked -> asked.kit.coordinator(),
                TestNetwork.class, asked -> asked.kit.network(),
                TestService.class, Asked::ofService,
                GlobalTransactions.class, asked -> asked.ofService().transactions(),
                AssentClient.class, asked -> asked.ofService().client());
        return Optional.ofNullable(all.get(type));
    }
}
