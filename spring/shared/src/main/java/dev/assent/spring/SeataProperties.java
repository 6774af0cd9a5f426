package dev.assent.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the properties of Seata's starter that have a meaning here as defaults of ours, and names the others in one line of
 * the log.
 */
final class SeataProperties implements BeanFactoryPostProcessor, Ordered {
    private static final Logger log = LoggerFactory.getLogger(AssentAutoConfiguration.class);
    private static final String SEATA = "seata";
    private static final String EXCLUDED = "assent.data-source.exclude";
    private static final String DEFAULT_GROUP = "default_tx_group";

    /** With these values they mean what is the case anyhow. */
    private static final Map<String, String> TRUE_ANYHOW = Map.of(
            "seata.enabled", "true",
            "seata.registry.type", "file",
            "seata.config.type", "file",
            "seata.service.disable-global-transaction", "false",
            "seata.service.enable-degrade", "false",
            "seata.data-source-proxy-mode", "AT");

    private static final Map<String, String> SAME = Map.of(
            "seata.application-id", "assent.application-id",
            "seata.tx-service-group", "assent.transaction-service-group",
            "seata.enable-auto-data-source-proxy", "assent.data-source.proxied",
            "seata.excludes-for-auto-proxying", EXCLUDED,
            "seata.client.rm.lock.retry-interval", "assent.at.lock-retry-interval",
            "seata.client.rm.lock.retry-times", "assent.at.lock-retry-times",
            "seata.client.undo.log-table", "assent.at.undo-log-table",
            "seata.client.tm.default-global-transaction-timeout", "assent.transactions.default-timeout");

    private final ConfigurationPropertyName addresses = ConfigurationPropertyName.of("seata.service.grouplist");
    private final ConfigurationPropertyName clusters = ConfigurationPropertyName.of("seata.service.vgroup-mapping");
    private final ConfigurationPropertyName group = ConfigurationPropertyName.of("seata.tx-service-group");
    private final ConfigurationPropertyName mode = ConfigurationPropertyName.of("seata.data-source-proxy-mode");
    private final ConfigurableEnvironment environment;

    SeataProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Before others that need what this one takes over. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Map<ConfigurationPropertyName, String> set = set();
        String wished = set.getOrDefault(mode, "AT");
        if (!wished.equalsIgnoreCase("AT")) {
            throw SpringErrors.onlyAt("the property " + mode, wished);
        }
        takeOver(set);
        exclude(SeataExclusions.of(beans));
    }

    private void takeOver(Map<ConfigurationPropertyName, String> set) {
        ConfigurationPropertyName address = address(set);
        Map<String, Object> taken = new LinkedHashMap<>();
        List<String> used = new ArrayList<>();
        List<String> others = new ArrayList<>();
        set.forEach((name, value) -> {
            String ours = name.equals(address) ? "assent.coordinator" : same(name);
            if (ours != null) {
                taken.putIfAbsent(ours, value);
                used.add(name + " as " + ours);
            } else if (!isTrueAnyhow(name, value) && !clusters.isParentOf(name)) {
                others.add(name.toString());
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

    /** What an annotation excludes is added to what properties exclude. */
    private void exclude(Set<String> classes) {
        if (!classes.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(classes);
            Binder.get(environment).bind(EXCLUDED, Bindable.setOf(String.class)).ifBound(all::addAll);
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "@EnableAutoDataSourceProxy", Map.of(EXCLUDED, String.join(",", all))));
        }
    }

    /**
     * The property that names the coordinator of the group that the application belongs to, or the only one; null if there is
     * none. A list of several addresses has no meaning for one coordinator.
     */
    private @Nullable ConfigurationPropertyName address(Map<ConfigurationPropertyName, String> set) {
        List<ConfigurationPropertyName> lists =
                set.keySet().stream().filter(addresses::isParentOf).toList();
        String own = set.getOrDefault(group, DEFAULT_GROUP);
        String cluster = set.entrySet().stream()
                .filter(entry -> clusters.isParentOf(entry.getKey()) && isLast(entry.getKey(), own))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("default");
        return lists.stream()
                .filter(name -> lists.size() == 1 || isLast(name, cluster))
                .filter(name -> !set.getOrDefault(name, "").matches(".*[,;].*"))
                .findFirst()
                .orElse(null);
    }

    /** Spring compares names of properties by their letters and digits alone. */
    private static boolean isLast(ConfigurationPropertyName name, String word) {
        return name.getLastElement(Form.UNIFORM)
                .equals(word.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT));
    }

    private static boolean isTrueAnyhow(ConfigurationPropertyName name, String value) {
        return TRUE_ANYHOW.entrySet().stream()
                .anyMatch(row -> ConfigurationPropertyName.of(row.getKey()).equals(name)
                        && row.getValue().equalsIgnoreCase(value));
    }

    private static @Nullable String same(ConfigurationPropertyName name) {
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
