package dev.assent.spring;

import dev.assent.client.XidContext;
import java.util.List;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** Sends the xid of Reactor's context, or else of the subscribing thread, as a header with WebClient. */
public final class XidExchangeFilter implements ExchangeFilterFunction {
    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> next.exchange(ReactorXid.current(context)
                .map(xid -> ClientRequest.from(request)
                        .headers(headers -> headers.set(XidContext.HEADER, xid.value()))
                        .build())
                .orElse(request)));
    }

    /** Adds one unless there is one. */
    public static boolean addTo(List<ExchangeFilterFunction> filters) {
        return filters.stream().noneMatch(XidExchangeFilter.class::isInstance) && filters.add(new XidExchangeFilter());
    }
}
