package dev.assent.spring;

import dev.assent.client.XidContext;
import feign.RequestInterceptor;
import feign.RequestTemplate;

/** Sends the thread's xid as a header with OpenFeign. */
public final class XidFeignInterceptor implements RequestInterceptor {
    @Override
    public void apply(RequestTemplate request) {
        XidContext.current().ifPresent(xid -> {
            request.removeHeader(XidContext.HEADER);
            request.header(XidContext.HEADER, xid.value());
        });
    }
}
