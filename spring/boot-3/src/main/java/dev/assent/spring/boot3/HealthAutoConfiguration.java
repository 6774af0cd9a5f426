package dev.assent.spring.boot3;

import dev.assent.spring.AssentAutoConfiguration;
import dev.assent.spring.CoordinatorCheck;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Says in {@code /actuator/health} whether the coordinator answers. */
@AutoConfiguration(after = AssentAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(CoordinatorCheck.class)
public class HealthAutoConfiguration {
    @Bean
    @ConditionalOnEnabledHealthIndicator("assent")
    AssentHealth assentHealthIndicator(CoordinatorCheck coordinator) {
        return new AssentHealth(coordinator);
    }
}
