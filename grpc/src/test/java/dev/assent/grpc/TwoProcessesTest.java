package dev.assent.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TwoProcessesTest {
    private static final Xid XID = new Xid(StockProcess.COORDINATOR + ":7");

    @SuppressWarnings("NullAway.Init")
    private static Process stock;

    @SuppressWarnings("NullAway.Init")
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws IOException {
        stock = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StockProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        channel = channel(Integer.parseInt(stock.inputReader().readLine()));
    }

    private static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .usePlaintext()
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        channel.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        stock.getOutputStream().close();
        assertThat(stock.waitFor()).isZero();
    }

    @Test
    void theServiceWorksForTheTransactionOfItsCaller() {
        assertThat(reserve()).isEqualTo(StockProcess.NONE);
        XidContext.Scope bound = XidContext.bind(XID);
        try (bound) {
            assertThat(reserve()).isEqualTo(XID.value());
        }
        for (int i = 0; i < 20; i++) {
            assertThat(reserve()).as("its threads are free again").isEqualTo(StockProcess.NONE);
        }
    }

    @Test
    void eachMessageOfAStreamIsPartOfIt() {
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        StreamObserver<String> items;
        XidContext.Scope bound = XidContext.bind(XID);
        try (bound) {
            items = ClientCalls.asyncBidiStreamingCall(call(StockProcess.COUNT), collecting(all));
        }
        items.onNext("shoe");
        items.onNext("sock");
        items.onCompleted();
        assertThat(all.join()).containsExactly(XID.value(), XID.value(), XID.value());
    }

    @Test
    void anXidOfAnotherCoordinatorDoesNotReachTheService() {
        XidContext.Scope bound = XidContext.bind(new Xid("203.0.113.9:8091:7"));
        try (bound) {
            assertRefused(this::reserve, Status.Code.INVALID_ARGUMENT, "ASN-4891", "203.0.113.9:8091:7");
        }
    }

    @Test
    void whatIsNoXidDoesNotReachTheService() {
        Metadata headers = new Metadata();
        headers.put(XidClientInterceptor.KEY, "x".repeat(500));
        assertRefused(
                () -> reserve(MetadataUtils.newAttachHeadersInterceptor(headers)),
                Status.Code.INVALID_ARGUMENT,
                "ASN-4891",
                "x".repeat(100) + "…");
    }

    @Test
    void theCoordinatorMayHaveToBeAskedAndBeAway() throws Exception {
        XidServerInterceptor asking = new XidServerInterceptor(value -> {
            throw new TryAgain("ASN-1401", "Expected the coordinator to answer, but it is away.");
        });
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder("stock")
                        .addMethod(StockProcess.RESERVE, ServerCalls.asyncUnaryCall((item, answers) -> {
                            throw new AssertionError("reached");
                        }))
                        .build())
                .intercept(asking)
                .build()
                .start();
        ManagedChannel other = channel(server.getPort());
        try {
            assertRefused(
                    () -> ClientCalls.blockingUnaryCall(other, StockProcess.RESERVE, CallOptions.DEFAULT, "shoe"),
                    Status.Code.UNAVAILABLE,
                    "ASN-1401");
        } finally {
            other.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
            server.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    private static void assertRefused(Runnable call, Status.Code code, String... words) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(code);
            assertThat(e.getStatus().getDescription()).contains(words);
        });
    }

    private String reserve() {
        return reserve(new XidClientInterceptor());
    }

    private static String reserve(ClientInterceptor interceptor) {
        return ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(channel, interceptor), StockProcess.RESERVE, CallOptions.DEFAULT, "shoe");
    }

    private static ClientCall<String, String> call(MethodDescriptor<String, String> method) {
        return ClientInterceptors.intercept(channel, new XidClientInterceptor()).newCall(method, CallOptions.DEFAULT);
    }

    private static StreamObserver<String> collecting(CompletableFuture<List<String>> all) {
        List<String> heard = new CopyOnWriteArrayList<>();
        return new StreamObserver<>() {
            @Override
            public void onNext(String answer) {
                heard.add(answer);
            }

            @Override
            public void onError(Throwable why) {
                all.completeExceptionally(why);
            }

            @Override
            public void onCompleted() {
                all.complete(heard);
            }
        };
    }
}
