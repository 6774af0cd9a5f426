package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.assent.client.XidContext;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Hooks;

/** An application that is no WebFlux one and uses WebClient: requests that follow others are sent by other threads. */
class WebClientChainTest {
    @Test
    void eachRequestOfAChainCarriesTheXid() throws Exception {
        Hooks.disableAutomaticContextPropagation(); // a WebFlux application in this virtual machine has switched it on
        HttpServer echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext("/", exchange -> {
            String xid = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("TX_XID"), "none");
            byte[] said = (xid + ' ').getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        echo.start();
        try (ConfigurableApplicationContext context = Applications.start(Application.class)) {
            WebClient client = context.getBean(WebClient.class);
            String url = "http://127.0.0.1:" + echo.getAddress().getPort();
            context.getBean(GlobalTransactions.class).run(TransactionOptions.named("chain"), () -> {
                String xid = XidContext.current().orElseThrow().value();
                String answers = client.get()
                        .uri(url)
                        .retrieve()
                        .bodyToMono(String.class)
                        .flatMap(first -> client.get()
                                .uri(url)
                                .retrieve()
                                .bodyToMono(String.class)
                                .map(second -> first + second))
                        .block();
                assertThat(answers).isEqualTo(xid + ' ' + xid + ' ');
            });
        } finally {
            echo.stop(0);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        WebClient webClient() {
            return WebClient.create();
        }
    }
}
