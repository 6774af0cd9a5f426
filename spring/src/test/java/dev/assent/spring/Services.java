package dev.assent.spring;

import dev.assent.client.XidContext;
import dev.assent.embedded.InProcessCoordinator;
import dev.assent.model.Xid;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The services of {@link PropagationTest}: one with Spring MVC, one with WebFlux, and one that calls them. */
final class Services {
    private Services() {}

    /** Takes one shoe, and answers the xid that it works for. */
    static final class Stock {
        private final JdbcTemplate jdbc;

        Stock(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        String take() {
            jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = 'shoe'");
            return XidContext.current().map(Xid::value).orElse("none");
        }

        int amount() {
            return Objects.requireNonNull(jdbc.queryForObject("SELECT amount FROM stock", Integer.class));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Mvc {
        @Bean
        Stock stock(JdbcTemplate jdbc) {
            return new Stock(jdbc);
        }

        @Bean
        MvcController controller(Stock stock) {
            return new MvcController(stock);
        }

        /** The data directory of a coordinator belongs to one process, so both applications use one object. */
        @Bean(destroyMethod = "")
        InProcessCoordinator coordinator() {
            return PropagationTest.coordinator();
        }
    }

    @RestController
    static class MvcController {
        private final Stock stock;

        MvcController(Stock stock) {
            this.stock = stock;
        }

        @GetMapping("/take")
        String take() {
            return stock.take();
        }

        @GetMapping("/later")
        Callable<String> later() {
            return stock::take;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WebFlux {
        @Bean
        Stock stock(JdbcTemplate jdbc) {
            return new Stock(jdbc);
        }

        @Bean
        WebFluxController controller(Stock stock) {
            return new WebFluxController(stock);
        }

        @Bean(destroyMethod = "")
        InProcessCoordinator coordinator() {
            return PropagationTest.coordinator();
        }
    }

    @RestController
    static class WebFluxController {
        private final Stock stock;

        WebFluxController(Stock stock) {
            this.stock = stock;
        }

        @GetMapping("/take")
        Mono<String> take() {
            return Mono.fromCallable(stock::take).subscribeOn(Schedulers.boundedElastic());
        }
    }

    @Import(Clients.Application.class)
    static class Front {
        @Bean(destroyMethod = "")
        InProcessCoordinator coordinator() {
            return PropagationTest.coordinator();
        }
    }
}
