package dev.assent.spring;

import dev.assent.embedded.InProcessCoordinator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;

/** {@code assent.coordinator=embedded}: a coordinator inside this process. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(InProcessCoordinator.class)
@ConditionalOnProperty(prefix = "assent", name = "coordinator", havingValue = AssentProperties.EMBEDDED)
class EmbeddedConfiguration {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    DataDirectory assentDataDirectory(AssentProperties properties) {
        String configured = properties.embedded().data();
        return configured == null ? DataDirectory.temporary() : new DataDirectory(Path.of(configured), null);
    }

    @Bean
    @ConditionalOnMissingBean
    InProcessCoordinator assentCoordinator(DataDirectory data) {
        log.info(
                "a coordinator for development runs inside this process, with its data in {}; other processes cannot reach it",
                data.path());
        return InProcessCoordinator.start(
                data.path(),
                AssentProperties.EMBEDDED_ADDRESS,
                failure -> log.error(
                        "the coordinator inside this process answers nothing more; start the application again",
                        failure));
    }

    @Bean
    @ConditionalOnMissingBean
    CoordinatorClient.Connector assentConnector(
            InProcessCoordinator coordinator, AssentProperties properties, Environment environment) {
        String name = environment.getProperty("spring.application.name", "application");
        return () -> coordinator.connect(properties.clientOptions(name));
    }

    /**
     * Where the coordinator keeps its data.
     *
     * @param deleted at the end; null if the data stays
     */
    record DataDirectory(Path path, @Nullable Path deleted) implements DisposableBean {
        static DataDirectory temporary() {
            try {
                Path made = Files.createTempDirectory("assent-");
                return new DataDirectory(made, made);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void destroy() throws IOException {
            FileSystemUtils.deleteRecursively(deleted);
        }
    }
}
