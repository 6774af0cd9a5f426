package dev.assent.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.run.Reason;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the states of machines call, by name. Immutable; safe for many threads. */
public final class Services {
    /** A service that is not found by reflection. */
    @FunctionalInterface
    public interface Service {
        /**
         * @param method as in the definition
         * @param arguments of {@code Input}
         * @return null for nothing
         */
        @Nullable
        Object call(SagaCall call, String method, List<@Nullable Object> arguments) throws Exception;
    }

    private final Map<String, Service> services;
    private final Set<String> repeatable;
    private final Function<String, @Nullable Object> others;
    private final ObjectMapper mapper;

    private Services(Builder builder) {
        this.services = Map.copyOf(builder.services);
        this.repeatable = Set.copyOf(builder.repeatable);
        this.others = builder.others;
        this.mapper = builder.mapper;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether a lost call of the service may be made again with its key. */
    boolean repeatable(ServiceTask task) {
        return repeatable.contains(task.serviceName());
    }

    /** Calls the service of a state; throws what the service throws. */
    @Nullable
    Object call(SagaCall call, ServiceTask task, String method, List<@Nullable Object> arguments) throws Throwable {
        String name = task.serviceName();
        Service service = services.get(name);
        if (service != null) {
            return service.call(call, method, arguments);
        }
        Object bean = others.apply(name);
        if (bean == null) {
            throw new SagaException(Reason.OBJECT_NOT_EXISTS, SagaErrors.noService(name, task.name()), null, null);
        }
        return new Reflected(mapper, name, bean).call(call, task, method, arguments);
    }

    /** Collects services. */
    public static final class Builder {
        private final Map<String, Service> services = new LinkedHashMap<>();
        private final Map<String, Object> beans = new LinkedHashMap<>();
        private final Set<String> repeatable = new HashSet<>();
        private Function<String, @Nullable Object> beyond = name -> null;
        private Function<String, @Nullable Object> others = name -> null;
        private ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();

        private Builder() {}

        /**
         * An object whose public methods are called by reflection: the one with the parameter types of the definition, or else the
         * one of that name with the fewest parameters. Arguments are converted to its parameter types.
         */
        public Builder object(String name, Object object) {
            beans.put(name, object);
            return this;
        }

        /** A function for all methods of a service. */
        public Builder service(String name, Service service) {
            services.put(name, service);
            return this;
        }

        /** Where an object comes from that is not registered here, for example Spring's context; null if it has none. */
        public Builder others(Function<String, @Nullable Object> others) {
            this.beyond = others;
            return this;
        }

        /** The service bears repetition of a call with the same key: a lost call is made again. Without it, a lost call that changes data waits for a person. */
        public Builder repeatable(String name) {
            repeatable.add(name);
            return this;
        }

        /** What converts arguments and return values; by default Jackson's with the modules that it finds. */
        public Builder mapper(ObjectMapper mapper) {
            this.mapper = mapper;
            return this;
        }

        public Services build() {
            Map<String, Object> known = Map.copyOf(beans);
            Function<String, @Nullable Object> unknown = beyond;
            this.others = name -> known.containsKey(name) ? known.get(name) : unknown.apply(name);
            return new Services(this);
        }
    }

    ObjectMapper mapper() {
        return mapper;
    }
}
