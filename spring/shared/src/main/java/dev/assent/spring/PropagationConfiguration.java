package dev.assent.spring;

import dev.assent.grpc.XidClientInterceptor;
import dev.assent.grpc.XidServerInterceptor;
import feign.RequestInterceptor;
import io.grpc.ClientInterceptor;
import io.grpc.ServerInterceptor;
import io.micrometer.context.ContextRegistry;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.task.TaskDecorator;
import org.springframework.grpc.client.GlobalClientInterceptor;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Hooks;

/** What carries the xid into this application, between its threads, and out of it. */
@Configuration(proxyBeanMethods = false)
class PropagationConfiguration {
    /** The executors of Spring Boot take one decorator; an application's own one goes first. */
    @Bean
    @ConditionalOnMissingBean(TaskDecorator.class)
    XidTaskDecorator xidTaskDecorator() {
        return new XidTaskDecorator();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ExecutorBeans executorBeans() {
        return new ExecutorBeans();
    }

    @Bean
    @ConditionalOnMissingBean
    IncomingXids incomingXids(AssentProperties properties, CoordinatorClient client) {
        return new IncomingXids(properties, client);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({Filter.class, OncePerRequestFilter.class})
    static class Servlets {
        @Bean
        @ConditionalOnMissingBean
        XidServletFilter xidServletFilter(IncomingXids xids) {
            return new XidServletFilter(xids);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass({WebFilter.class, ContextRegistry.class, Hooks.class})
    static class WebFlux {
        /** Without it the threads of a request would not know its xid, and work outside of the transaction. */
        @Bean
        @ConditionalOnMissingBean
        XidWebFilter xidWebFilter(IncomingXids xids) {
            ReactorXid.followThreads();
            return new XidWebFilter(xids);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ClientHttpRequestInterceptor.class)
    @ConditionalOnProperty(prefix = "assent.propagation", name = "send", matchIfMissing = true)
    static class HttpClients {
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static HttpClientBeans httpClientBeans() {
            return new HttpClientBeans();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebClient.class, ContextRegistry.class, Hooks.class})
    @ConditionalOnProperty(prefix = "assent.propagation", name = "send", matchIfMissing = true)
    static class WebClients {
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static WebClientBeans webClientBeans() {
            ReactorXid.followThreads();
            return new WebClientBeans();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RequestInterceptor.class)
    @ConditionalOnProperty(prefix = "assent.propagation", name = "send", matchIfMissing = true)
    static class Feign {
        @Bean
        XidFeignInterceptor xidFeignInterceptor() {
            return new XidFeignInterceptor();
        }
    }

    /** With Spring gRPC, which gives the two to each server and each channel that it makes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({XidServerInterceptor.class, GlobalServerInterceptor.class, ServerInterceptor.class})
    static class GrpcServers {
        @Bean
        @GlobalServerInterceptor
        @ConditionalOnMissingBean
        XidServerInterceptor xidServerInterceptor(IncomingXids xids) {
            return new XidServerInterceptor(xids::accepted);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({XidClientInterceptor.class, GlobalClientInterceptor.class, ClientInterceptor.class})
    @ConditionalOnProperty(prefix = "assent.propagation", name = "send", matchIfMissing = true)
    static class GrpcClients {
        @Bean
        @GlobalClientInterceptor
        @ConditionalOnMissingBean
        XidClientInterceptor xidClientInterceptor() {
            return new XidClientInterceptor();
        }
    }
}
