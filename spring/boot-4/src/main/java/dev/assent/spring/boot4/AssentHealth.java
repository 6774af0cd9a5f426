package dev.assent.spring.boot4;

import dev.assent.spring.CoordinatorCheck;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health component {@code assent}: down while the coordinator does not answer. */
final class AssentHealth implements HealthIndicator {
    private final CoordinatorCheck coordinator;

    AssentHealth(CoordinatorCheck coordinator) {
        this.coordinator = coordinator;
    }

    @Override
    public Health health() {
        Optional<String> trouble = coordinator.trouble();
        Health.Builder health = trouble.isPresent() ? Health.down().withDetail("reason", trouble.get()) : Health.up();
        return health.withDetail("coordinator", coordinator.address()).build();
    }
}
