package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransactional;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Beans that applications have beside the usual ones, in a context whose beans are made when they are asked for. */
class OddBeansTest {
    private static final ConfigurableApplicationContext CONTEXT = Applications.start(
            Application.class,
            "spring.main.lazy-initialization=true",
            "spring.flyway.enabled=false",
            "assent.at.create-undo-log=true",
            "assent.doctor=off");

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    @Test
    void dataSourcesAreThereFromTheStart() {
        assertThat(CONTEXT.getBean(DataSourceGuards.class).all())
                .extracting(DataSourceGuard::bean)
                .containsExactly("dataSource");
    }

    @Test
    void theDoctorMakesNoBeanThatIsNotMadeYet() {
        List<Finding> findings = CONTEXT.getBean(Doctor.class).examine();

        assertThat(findings).noneMatch(one -> one.level() == Finding.Level.PROBLEM);
        assertThat(CONTEXT.getBeanFactory().containsSingleton("costly")).isFalse();
    }

    /** It must not hide what the others have found. */
    @Test
    void aCheckThatFailsIsAFinding() {
        Doctor doctor = new Doctor(() -> Stream.of(
                () -> Stream.of(1).map(one -> {
                    throw new IllegalStateException("no such table");
                }),
                () -> Stream.of(Finding.fine("other", "It is well."))));

        assertThat(doctor.examine())
                .extracting(Finding::level)
                .containsExactly(Finding.Level.PROBLEM, Finding.Level.FINE);
        assertThat(doctor.examine().get(0).sentence()).contains("no such table");
    }

    /** Spring Boot gives the port of a web application to the environment of its parent, which serves no requests. */
    @Test
    void theParentOfAWebApplicationNeedsNoFilter() {
        try (GenericApplicationContext parent = new GenericApplicationContext()) {
            parent.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("port", Map.of("local.server.port", 8080)));
            parent.refresh();

            assertThat(new PropagationCheck(parent, CONTEXT.getBean(AssentProperties.class)).look())
                    .isEmpty();
        }
    }

    /** A test's stand-in for a client knows no builder. */
    @Test
    void aClientThatIsAStandInStaysAsItIs() {
        RestClient rest = standIn(RestClient.class);
        WebClient web = standIn(WebClient.class);

        assertThat(new HttpClientBeans().postProcessAfterInitialization(rest, "rest"))
                .isSameAs(rest);
        assertThat(new WebClientBeans().postProcessAfterInitialization(web, "web"))
                .isSameAs(web);
    }

    private static <T> T standIn(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    @Test
    void anAnnotationMayBePartOfAnother() {
        Composed composed = CONTEXT.getBean(Composed.class);

        assertThat(composed.buy()).isPresent();
        assertThat(composed.sell()).isEmpty();
    }

    @Test
    void anInterfaceWithATypeVariableMayBeAnnotated() {
        assertThat(CONTEXT.getBean(OrderHandler.class).handle("order")).isPresent();
    }

    @Test
    void anExecutorOfTheApplicationCarriesTheXidOfTheCaller() {
        Background background = CONTEXT.getBean(Background.class);
        try (XidContext.Scope bound = XidContext.bind(new Xid("embedded:8091:1"))) {
            assertThat(bound).isNotNull();
            assertThat(background.current().join()).isEqualTo("decorated embedded:8091:1");
        }
        assertThat(background.current().join()).isEqualTo("decorated none");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    static class Application {
        @Bean
        @Lazy
        Costly costly() {
            return new Costly();
        }

        @Bean
        Composed composed() {
            return new Composed();
        }

        @Bean
        OrderHandler orderHandler() {
            return new OrderHandler();
        }

        @Bean
        Background background() {
            return new Background();
        }

        @Bean
        ThreadPoolTaskExecutor own() {
            ThreadPoolTaskExecutor own = new ThreadPoolTaskExecutor();
            own.setTaskDecorator(task -> () -> {
                Background.DECORATED.set("decorated ");
                task.run();
            });
            return own;
        }
    }

    static class Costly {
        Costly() {
            throw new IllegalStateException("Expected no bean to need this one");
        }

        @GlobalTransactional
        public void run() {}
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @GlobalTransactional
    @interface BusinessTransaction {
        @AliasFor(annotation = GlobalTransactional.class, attribute = "propagation")
        dev.assent.tm.Propagation value() default dev.assent.tm.Propagation.REQUIRED;
    }

    static class Composed {
        @BusinessTransaction
        public Optional<Xid> buy() {
            return XidContext.current();
        }

        @BusinessTransaction(dev.assent.tm.Propagation.NOT_SUPPORTED)
        public Optional<Xid> sell() {
            return XidContext.current();
        }
    }

    interface Handler<T> {
        @GlobalTransactional
        Optional<Xid> handle(T item);
    }

    static class OrderHandler implements Handler<String> {
        @Override
        public Optional<Xid> handle(String item) {
            return XidContext.current();
        }
    }

    static class Background {
        static final ThreadLocal<String> DECORATED = ThreadLocal.withInitial(() -> "");

        @Async("own")
        public CompletableFuture<String> current() {
            return CompletableFuture.completedFuture(
                    DECORATED.get() + XidContext.current().map(Xid::value).orElse("none"));
        }
    }
}
