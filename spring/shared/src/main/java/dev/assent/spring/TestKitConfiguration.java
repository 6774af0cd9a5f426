package dev.assent.spring;

import dev.assent.testkit.AssentKit;
import dev.assent.tm.TransactionHook;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** {@code assent.coordinator=test-kit}: the coordinator and the clock of a test kit, for the tests of an application. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AssentKit.class)
@ConditionalOnProperty(prefix = "assent", name = "coordinator", havingValue = AssentProperties.TEST_KIT)
class TestKitConfiguration {
    @Bean
    @ConditionalOnMissingBean
    AssentKit assentKit() {
        return AssentKit.start();
    }

    @Bean
    @ConditionalOnMissingBean
    CoordinatorClient.Connector assentConnector(AssentKit kit, AssentProperties properties, Environment environment) {
        String name = environment.getProperty("spring.application.name", "application");
        return () -> kit.connect(properties.clientOptions(name));
    }

    /** So that assertions know why a transaction was rolled back. */
    @Bean
    TransactionHook assentTestKitReasons(AssentKit kit) {
        return kit.reasons();
    }
}
