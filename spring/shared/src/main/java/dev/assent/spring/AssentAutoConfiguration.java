package dev.assent.spring;

import dev.assent.client.AssentClient;
import dev.assent.tm.AnnotatedMethods;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionHook;
import javax.sql.DataSource;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The beans that every application with Assent gets. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnExpression("${assent.enabled:${seata.enabled:true}}")
@EnableConfigurationProperties(AssentProperties.class)
@Import({
    EmbeddedConfiguration.class,
    TestKitConfiguration.class,
    PropagationConfiguration.class,
    DoctorConfiguration.class,
    SeataApiConfiguration.class,
    AssentAutoConfiguration.Proxies.class
})
public class AssentAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    CoordinatorClient assentClient(ObjectProvider<CoordinatorClient.Connector> connector) {
        return new CoordinatorClient(() -> connector.getObject().connect());
    }

    @Bean
    @ConditionalOnMissingBean
    CoordinatorClient.Connector assentConnector(AssentProperties properties, Environment environment) {
        String name = environment.getProperty("spring.application.name", "application");
        String coordinator = properties.coordinator();
        if (coordinator == null || coordinator.isBlank()) {
            throw SpringErrors.noCoordinator();
        }
        if (properties.isEmbedded()) {
            throw SpringErrors.embeddedMissing();
        }
        if (properties.isTestKit()) {
            throw SpringErrors.testKitMissing();
        }
        if (!coordinator.matches(".+:\\d{1,5}")) {
            throw SpringErrors.badCoordinator(coordinator);
        }
        return () -> AssentClient.connect(properties.clientOptions(name));
    }

    @Bean
    @ConditionalOnMissingBean
    GlobalTransactions globalTransactions(
            CoordinatorClient client, AssentProperties properties, ObjectProvider<TransactionHook> hooks) {
        return new GlobalTransactions(
                client, properties.transactions().settings(hooks.orderedStream().toList()));
    }

    @Bean
    @ConditionalOnMissingBean
    AnnotatedMethods annotatedMethods(GlobalTransactions transactions) {
        return new AnnotatedMethods(transactions);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GlobalTransactionalAdvisor globalTransactionalAdvisor(ObjectProvider<AnnotatedMethods> methods) {
        return new GlobalTransactionalAdvisor(methods::getObject);
    }

    @Bean
    static SeataProperties seataProperties(ConfigurableEnvironment environment) {
        return new SeataProperties(environment);
    }

    /** Class names of JDBC stand in it, which an application without a database need not have. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataSource.class, DelegatingDataSource.class})
    static class DataSources {
        /** Outcomes of branches that an earlier run has left are delivered to data sources that are there. */
        @Bean
        static LazyInitializationExcludeFilter dataSourcesAreNotLazy() {
            return LazyInitializationExcludeFilter.forBeanTypes(DataSource.class);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DataSourceGuards dataSourceGuards() {
            return new DataSourceGuards();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DataSourceProxies dataSourceProxies(
                ObjectProvider<CoordinatorClient> client,
                ObjectProvider<AssentProperties> properties,
                DataSourceGuards guards) {
            return new DataSourceProxies(client::getObject, properties::getObject, guards);
        }
    }

    /** Has Spring look for advisors, with or without AspectJ on the class path, as {@code spring.aop} says. */
    static final class Proxies implements ImportBeanDefinitionRegistrar, EnvironmentAware {
        private boolean byClass = true;

        @Override
        public void setEnvironment(Environment environment) {
            byClass = environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true);
        }

        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
            if (byClass) {
                AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(registry);
            }
        }
    }
}
