package dev.assent.spring;

import dev.assent.client.XidHeaders;
import feign.Feign;
import feign.RequestLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Every HTTP client that carries the xid, of an application with beans of theirs. */
final class Clients {
    private Clients() {}

    /** Gets the text at a URL. */
    interface Client {
        @Nullable
        String get(String url) throws IOException, InterruptedException;
    }

    /** An HTTP interface of Spring. */
    interface StockExchange {
        @GetExchange
        String get(URI url);
    }

    interface StockFeign {
        @RequestLine("GET /take")
        String take();
    }

    /** An application with a bean of each kind. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        RestTemplate restTemplate() {
            return new RestTemplate();
        }

        @Bean
        RestClient restClient() {
            return RestClient.create();
        }

        @Bean
        WebClient webClient() {
            return WebClient.create();
        }
    }

    static Map<String, Client> of(ConfigurableApplicationContext front) {
        Map<String, Client> clients = new LinkedHashMap<>();
        RestTemplate template = front.getBean(RestTemplate.class);
        clients.put("a RestTemplate bean", url -> template.getForObject(url, String.class));
        RestTemplate built = builtTemplate(front);
        clients.put("a RestTemplate of the builder", url -> built.getForObject(url, String.class));
        RestClient client = front.getBean(RestClient.class);
        clients.put("a RestClient bean", url -> get(client, url));
        RestClient builtClient = front.getBean(RestClient.Builder.class).build();
        clients.put("a RestClient of the builder", url -> get(builtClient, url));
        WebClient web = front.getBean(WebClient.class);
        clients.put("a WebClient bean", url -> get(web, url));
        WebClient builtWeb = front.getBean(WebClient.Builder.class).build();
        clients.put("a WebClient of the builder", url -> get(builtWeb, url));
        StockExchange exchange = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(builtClient))
                .build()
                .createClient(StockExchange.class);
        clients.put("an HTTP interface", url -> exchange.get(URI.create(url)));
        clients.put(
                "OpenFeign",
                url -> Feign.builder()
                        .requestInterceptor(front.getBean(XidFeignInterceptor.class))
                        .target(StockFeign.class, url.replace("/take", ""))
                        .take());
        HttpClient jdk = HttpClient.newHttpClient();
        clients.put(
                "the JDK's client",
                url -> jdk.send(
                                XidHeaders.addTo(HttpRequest.newBuilder(URI.create(url)))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
        return clients;
    }

    /** The builder has another package in each line of Spring Boot. */
    private static RestTemplate builtTemplate(ConfigurableApplicationContext front) {
        Object builder = front.getBean("restTemplateBuilder");
        return (RestTemplate) Objects.requireNonNull(
                ReflectionUtils.invokeMethod(ClassUtils.getMethod(builder.getClass(), "build"), builder));
    }

    private static @Nullable String get(RestClient client, String url) {
        return client.get().uri(url).retrieve().body(String.class);
    }

    private static @Nullable String get(WebClient client, String url) {
        return client.get().uri(url).retrieve().bodyToMono(String.class).block(Duration.ofSeconds(30));
    }
}
