package dev.assent.spring;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications: H2 in memory under a name of its own, the embedded coordinator, no banner. */
final class Applications {
    private Applications() {}

    static ConfigurableApplicationContext start(Class<?> application, String... properties) {
        return start(WebApplicationType.NONE, application, properties);
    }

    static ConfigurableApplicationContext start(WebApplicationType type, Class<?> application, String... properties) {
        String[] defaults = {
            "spring.main.banner-mode=off",
            "spring.jmx.enabled=false",
            "server.port=0",
            "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
            "assent.coordinator=embedded"
        };
        return new SpringApplicationBuilder(application)
                .web(type)
                .properties(Stream.concat(Arrays.stream(defaults), Arrays.stream(properties))
                        .toArray(String[]::new))
                .run();
    }
}
