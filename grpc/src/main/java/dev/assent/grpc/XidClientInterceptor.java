package dev.assent.grpc;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/**
 * Sends the xid of the global transaction that the calling thread works for when the call is made. Safe for many threads.
 */
public final class XidClientInterceptor implements ClientInterceptor {
    /** The metadata that carries the xid: {@code tx_xid}, as Seata's clients spell it. */
    public static final Metadata.Key<String> KEY = Metadata.Key.of(XidContext.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        ClientCall<Q, R> call = next.newCall(method, options);
        Optional<Xid> xid = XidContext.current();
        return xid.isEmpty() ? call : new WithXid<>(call, xid.get());
    }

    private static final class WithXid<Q, R> extends SimpleForwardingClientCall<Q, R> {
        private final Xid xid;

        WithXid(ClientCall<Q, R> call, Xid xid) {
            super(call);
            this.xid = xid;
        }

        @Override
        public void start(Listener<R> responses, Metadata headers) {
            headers.discardAll(KEY);
            headers.put(KEY, xid.value());
            super.start(responses, headers);
        }
    }
}
