package dev.assent.spring;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What says whether global transactions work in this application. */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Doctor assentDoctor(ObjectProvider<Check> checks) {
        return new Doctor(checks::orderedStream);
    }

    @Bean
    DoctorAtStart assentDoctorAtStart(
            Doctor doctor, AssentProperties properties, ObjectProvider<DataSourceGuards> guards) {
        return new DoctorAtStart(doctor, properties.doctor(), () -> guards.ifAvailable(DataSourceGuards::connectAll));
    }

    @Bean
    CoordinatorCheck coordinatorCheck(CoordinatorClient client, AssentProperties properties) {
        return new CoordinatorCheck(client, properties);
    }

    @Bean
    MethodCheck methodCheck(ListableBeanFactory beans) {
        return new MethodCheck(beans);
    }

    @Bean
    PropagationCheck propagationCheck(ApplicationContext context, AssentProperties properties) {
        return new PropagationCheck(context, properties);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DelegatingDataSource.class)
    @ConditionalOnBean(DataSourceGuards.class)
    static class DataSources {
        @Bean
        DataSourceCheck dataSourceCheck(ListableBeanFactory beans, DataSourceGuards guards) {
            return new DataSourceCheck(beans, guards);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class Actuator {
        @Bean
        @ConditionalOnMissingBean
        AssentEndpoint assentEndpoint(Doctor doctor, AssentProperties properties) {
            return new AssentEndpoint(doctor, properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {
        @Bean
        @ConditionalOnMissingBean
        TransactionMetrics transactionMetrics(ObjectProvider<MeterRegistry> registry) {
            return new TransactionMetrics(registry::getIfAvailable);
        }
    }
}
