package dev.assent.spring.boot3;

import dev.assent.spring.AssentAutoConfiguration;
import dev.assent.spring.XidExchangeFilter;
import dev.assent.spring.XidRequestInterceptor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.boot.web.client.RestTemplateCustomizer;
import org.springframework.boot.web.reactive.function.client.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Has the HTTP clients that Spring Boot's builders make send the xid. */
@AutoConfiguration(after = AssentAutoConfiguration.class)
@ConditionalOnProperty(prefix = "assent.propagation", name = "send", matchIfMissing = true)
@ConditionalOnBean(type = "dev.assent.spring.CoordinatorClient")
public class Boot3AutoConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RestTemplateCustomizer.class, RestClientCustomizer.class, RestClient.class})
    static class Blocking {
        @Bean
        RestTemplateCustomizer assentRestTemplates() {
            return template -> XidRequestInterceptor.addTo(template.getInterceptors());
        }

        @Bean
        RestClientCustomizer assentRestClients() {
            return builder -> builder.requestInterceptors(XidRequestInterceptor::addTo);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebClientCustomizer.class, WebClient.class})
    static class Reactive {
        @Bean
        WebClientCustomizer assentWebClients() {
            return builder -> builder.filters(XidExchangeFilter::addTo);
        }
    }
}
