package dev.assent.grpc;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A service in a process of its own that answers each message with the xid it works for. Ends with its standard input. */
final class StockProcess {
    static final String COORDINATOR = "127.0.0.1:8091";
    static final String NONE = "none";

    static final MethodDescriptor<String, String> RESERVE = method(MethodType.UNARY, "reserve");
    static final MethodDescriptor<String, String> COUNT = method(MethodType.BIDI_STREAMING, "count");

    private StockProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder("stock")
                        .addMethod(RESERVE, ServerCalls.asyncUnaryCall((item, answers) -> {
                            answers.onNext(current());
                            answers.onCompleted();
                        }))
                        .addMethod(COUNT, ServerCalls.asyncBidiStreamingCall(Counts::new))
                        .build())
                .intercept(XidServerInterceptor.accepting(Set.of(COORDINATOR)))
                .build()
                .start();
        System.out.println(server.getPort());
        while (System.in.read() >= 0) {
            // until the test ends
        }
        server.shutdownNow().awaitTermination();
    }

    private static String current() {
        return XidContext.current().map(Xid::value).orElse(NONE);
    }

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        return MethodDescriptor.newBuilder(new Text(), new Text())
                .setType(type)
                .setFullMethodName("stock/" + name)
                .build();
    }

    private record Counts(StreamObserver<String> answers) implements StreamObserver<String> {
        @Override
        public void onNext(String item) {
            answers.onNext(current());
        }

        @Override
        public void onError(Throwable why) {
            answers.onError(why);
        }

        @Override
        public void onCompleted() {
            answers.onNext(current());
            answers.onCompleted();
        }
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
