package dev.assent.client;

import java.net.http.HttpRequest;
import java.util.Map;

/** The header of the thread's global transaction, for clients that no framework intercepts. */
public final class XidHeaders {
    private XidHeaders() {}

    /** Adds the header to a request of the JDK's client if the thread works for a global transaction; returns the builder. */
    public static HttpRequest.Builder addTo(HttpRequest.Builder request) {
        XidContext.current().ifPresent(xid -> request.setHeader(XidContext.HEADER, xid.value()));
        return request;
    }

    /** The header for any other client; empty if the thread works for no global transaction. */
    public static Map<String, String> current() {
        return XidContext.current()
                .map(xid -> Map.of(XidContext.HEADER, xid.value()))
                .orElseGet(Map::of);
    }
}
