package dev.assent.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What the annotation {@code EnableAutoDataSourceProxy} of an application says, in either package of Seata. */
final class SeataExclusions {
    private static final List<String> NAMES = List.of(
            "org.apache.seata.spring.annotation.datasource.EnableAutoDataSourceProxy",
            "io.seata.spring.annotation.datasource.EnableAutoDataSourceProxy");

    private SeataExclusions() {}

    /**
     * Class names of data sources that are to be left alone.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if an annotation asks for another mode than AT
     */
    static Set<String> of(ConfigurableListableBeanFactory beans) {
        Set<String> excluded = new LinkedHashSet<>();
        Stream.of(beans.getBeanDefinitionNames())
                .map(beans::getBeanDefinition)
                .filter(AnnotatedBeanDefinition.class::isInstance)
                .map(AnnotatedBeanDefinition.class::cast)
                .flatMap(definition -> NAMES.stream()
                        .flatMap(name ->
                                Stream.ofNullable(definition.getMetadata().getAnnotationAttributes(name))))
                .forEach(attributes -> {
                    requireAt(attributes);
                    excluded.addAll(List.of((String[]) attributes.getOrDefault("excludes", new String[0])));
                });
        return excluded;
    }

    private static void requireAt(Map<String, Object> attributes) {
        String mode = String.valueOf(attributes.getOrDefault("dataSourceProxyMode", "AT"));
        if (!mode.equals("AT")) {
            throw SpringErrors.onlyAt("@EnableAutoDataSourceProxy(dataSourceProxyMode = …)", mode);
        }
    }
}
