package dev.assent.spring.boot4;

import dev.assent.spring.AssentAutoConfiguration;
import dev.assent.spring.CoordinatorCheck;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
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
