package dev.assent.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Has clients send the xid that the application makes itself, without Spring Boot's builders. */
final class HttpClientBeans implements BeanPostProcessor {
    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestTemplate template) {
            XidRequestInterceptor.addTo(template.getInterceptors());
        } else if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptors(XidRequestInterceptor::addTo);
        } else if (bean instanceof RestClient client) {
            RestClient.@Nullable Builder same = client.mutate(); // null of a test's stand-in
            return same == null
                    ? client
                    : same.requestInterceptors(XidRequestInterceptor::addTo).build();
        }
        return bean;
    }
}
