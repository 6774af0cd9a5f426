package dev.assent.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/** As {@link HttpClientBeans}, for WebClient. */
final class WebClientBeans implements BeanPostProcessor {
    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof WebClient.Builder builder) {
            builder.filters(XidExchangeFilter::addTo);
        } else if (bean instanceof WebClient client) {
            WebClient.@Nullable Builder same = client.mutate(); // null of a test's stand-in
            return same == null
                    ? client
                    : same.filters(XidExchangeFilter::addTo).build();
        }
        return bean;
    }
}
