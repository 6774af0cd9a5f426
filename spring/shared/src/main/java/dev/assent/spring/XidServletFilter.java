package dev.assent.spring;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the xid of a request's header while the request is served, in asynchronous dispatches too. */
final class XidServletFilter extends OncePerRequestFilter implements Ordered {
    /** Behind security, whose filters have the order -100. */
    static final int ORDER = 0;

    private static final Logger log = LoggerFactory.getLogger(XidServletFilter.class);

    private final IncomingXids xids;

    XidServletFilter(IncomingXids xids) {
        this.xids = xids;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Xid> xid;
        try {
            xid = xids.accepted(request.getHeader(XidContext.HEADER));
        } catch (AssentException e) {
            log.warn("refused {} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            RefusedRequest refused = RefusedRequest.of(e);
            response.setStatus(refused.status());
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(refused.text());
            return;
        }
        XidContext.Scope bound = xid.isPresent() ? XidContext.bind(xid.get()) : XidContext.suspend();
        try (bound) {
            chain.doFilter(request, response);
        }
    }
}
