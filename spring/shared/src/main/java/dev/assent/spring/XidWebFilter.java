package dev.assent.spring;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Puts the xid of a request's header into the Reactor context, from which each thread gets it that works for the request. */
final class XidWebFilter implements WebFilter, Ordered {
    private static final Logger log = LoggerFactory.getLogger(XidWebFilter.class);

    private final IncomingXids xids;

    XidWebFilter(IncomingXids xids) {
        this.xids = xids;
    }

    @Override
    public int getOrder() {
        return XidServletFilter.ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String header = exchange.getRequest().getHeaders().getFirst(XidContext.HEADER);
        if (header == null || header.isBlank()) {
            return chain.filter(exchange);
        }
        return Mono.fromCallable(() -> xids.accepted(header).map(xid -> ReactorXid.with(xid)))
                .subscribeOn(Schedulers.boundedElastic()) // the coordinator may have to be asked
                .map(found -> found.map(context -> chain.filter(exchange).contextWrite(context))
                        .orElseGet(() -> chain.filter(exchange)))
                .onErrorResume(AssentException.class, e -> Mono.just(refuse(exchange, e)))
                .flatMap(filtered -> filtered);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, AssentException error) {
        log.warn(
                "refused {} {}: {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath(),
                error.getMessage());
        RefusedRequest refused = RefusedRequest.of(error);
        exchange.getResponse().setStatusCode(HttpStatus.valueOf(refused.status()));
        exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_PLAIN);
        DataBuffer text =
                exchange.getResponse().bufferFactory().wrap(refused.text().getBytes(StandardCharsets.UTF_8));
        return exchange.getResponse().writeWith(Mono.just(text));
    }
}
