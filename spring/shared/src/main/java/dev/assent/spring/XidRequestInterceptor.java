package dev.assent.spring;

import dev.assent.client.XidContext;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Sends the thread's xid as a header, with RestTemplate, RestClient and the HTTP interfaces over them. */
public final class XidRequestInterceptor implements ClientHttpRequestInterceptor {
    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        XidContext.current().ifPresent(xid -> request.getHeaders().set(XidContext.HEADER, xid.value()));
        return execution.execute(request, body);
    }

    /** Adds one unless there is one. */
    public static boolean addTo(List<ClientHttpRequestInterceptor> interceptors) {
        return interceptors.stream().noneMatch(XidRequestInterceptor.class::isInstance)
                && interceptors.add(new XidRequestInterceptor());
    }
}
