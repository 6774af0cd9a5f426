package dev.assent.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the properties of Seata's starter that have a meaning here as defaults of ours, and names the others in one line of
 * the log.
 */
final class SeataProperties implements BeanFactoryPostProcessor {
    private static final Logger log = LoggerFactory.getLogger(AssentAutoConfiguration.class);
    private static final String SEATA = "seata";
    private static final String ADDRESSES = "seata.service.grouplist";

    private static final Map<String, String> SAME = Map.of(
            "seata.application-id", "assent.application-id",
            "seata.tx-service-group", "assent.transaction-service-group",
            "seata.enable-auto-data-source-proxy", "assent.data-source.proxied",
            "seata.excludes-for-auto-proxying", "assent.data-source.exclude",
            "seata.client.rm.lock.retry-interval", "assent.at.lock-retry-interval",
            "seata.client.rm.lock.retry-times", "assent.at.lock-retry-times",
            "seata.client.undo.log-table", "assent.at.undo-log-table",
            "seata.client.tm.default-global-transaction-timeout", "assent.transactions.default-timeout");

    private final ConfigurableEnvironment environment;

    SeataProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Map<String, Object> taken = new LinkedHashMap<>();
        List<String> used = new ArrayList<>();
        List<String> others = new ArrayList<>();
        set().forEach((name, value) -> {
            String ours = ours(name, value);
            if (ours == null) {
                others.add(name.toString());
            } else {
                taken.putIfAbsent(ours, value);
                used.add(name + " as " + ours);
            }
        });
        if (!taken.isEmpty()) {
            environment.getPropertySources().addLast(new MapPropertySource("properties of Seata's starter", taken));
        }
        if (!used.isEmpty()) {
            log.info("properties of Seata's starter are used where ours are not set: {}", String.join(", ", used));
        }
        if (!others.isEmpty()) {
            log.warn(
                    "these properties of Seata's starter have no effect; remove them, or see docs/spring.md for ours: {}",
                    String.join(", ", others));
        }
    }

    /** A list of several addresses has no meaning for one coordinator. */
    private static @Nullable String ours(ConfigurationPropertyName name, String value) {
        if (ConfigurationPropertyName.of(ADDRESSES).isParentOf(name)) {
            return value.contains(",") || value.contains(";") ? null : "assent.coordinator";
        }
        return SAME.entrySet().stream()
                .filter(row -> ConfigurationPropertyName.of(row.getKey()).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** By name, whichever way it is spelt. */
    private Map<ConfigurationPropertyName, String> set() {
        Map<ConfigurationPropertyName, String> set = new TreeMap<>();
        ConfigurationPropertySources.get(environment).forEach(source -> {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(ConfigurationPropertyName.of(SEATA)::isAncestorOf)
                        .forEach(name -> set.putIfAbsent(name, value(iterable, name)));
            }
        });
        return set;
    }

    private String value(IterableConfigurationPropertySource source, ConfigurationPropertyName name) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property == null ? "" : environment.resolvePlaceholders(String.valueOf(property.getValue()));
    }
}
