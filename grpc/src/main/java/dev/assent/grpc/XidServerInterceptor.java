package dev.assent.grpc;

import dev.assent.client.TransactionContext;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds the xid that a call brought for all that the service does on gRPC's threads for this call; what it gives to
 * other threads it has to carry itself. A call with an xid that is not accepted does not reach the service: its changes
 * would stay when the caller rolls back. Such a call ends with {@code INVALID_ARGUMENT}, and with {@code UNAVAILABLE} if
 * the coordinator had to be asked and is away. Safe for many threads.
 */
public final class XidServerInterceptor implements ServerInterceptor {
    private final Function<@Nullable String, Optional<Xid>> accepted;

    /**
     * @param accepted the xid to work for, by the value that came; null if none came. Throws {@link NotAllowed} or {@link
     *     TryAgain} if the call must not run. With the Spring Boot starters this is {@code IncomingXids::accepted}
     */
    public XidServerInterceptor(Function<@Nullable String, Optional<Xid>> accepted) {
        this.accepted = accepted;
    }

    /**
     * Accepts the xids of some coordinators.
     *
     * @param coordinators what they call themselves, {@code host:port}, as their xids begin
     */
    public static XidServerInterceptor accepting(Set<String> coordinators) {
        Set<String> all = Set.copyOf(coordinators);
        return new XidServerInterceptor(value -> xid(value, all));
    }

    private static Optional<Xid> xid(@Nullable String value, Set<String> coordinators) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            Xid xid = new Xid(value.strip());
            if (coordinators.contains(xid.address())) {
                return Optional.of(xid);
            }
        } catch (IllegalArgumentException e) {
            // no xid at all: answered as one of a stranger
        }
        throw GrpcErrors.foreignXid(value, coordinators);
    }

    @Override
    public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<Xid> xid;
        try {
            xid = accepted.apply(headers.get(XidClientInterceptor.KEY));
        } catch (NotAllowed e) {
            return refuse(call, Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        } catch (TryAgain e) {
            return refuse(call, Status.UNAVAILABLE.withDescription(e.getMessage()));
        }
        if (xid.isEmpty()) {
            return next.startCall(call, headers);
        }
        TransactionContext context = TransactionContext.of(xid.get());
        XidContext.Scope bound = context.bind();
        try (bound) {
            return new InTransaction<>(next.startCall(call, headers), context);
        }
    }

    private static <Q, R> Listener<Q> refuse(ServerCall<Q, R> call, Status why) {
        call.close(why, new Metadata());
        return new Listener<>() {};
    }

    /** One transaction for the whole call: what marks it in one step of the call is known in the next. */
    private static final class InTransaction<Q> extends SimpleForwardingServerCallListener<Q> {
        private final TransactionContext context;

        InTransaction(Listener<Q> service, TransactionContext context) {
            super(service);
            this.context = context;
        }

        @Override
        public void onMessage(Q message) {
            context.wrap(() -> super.onMessage(message)).run();
        }

        @Override
        public void onHalfClose() {
            context.wrap(super::onHalfClose).run();
        }

        @Override
        public void onCancel() {
            context.wrap(super::onCancel).run();
        }

        @Override
        public void onComplete() {
            context.wrap(super::onComplete).run();
        }

        @Override
        public void onReady() {
            context.wrap(super::onReady).run();
        }
    }
}
