package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/** An application with Spring gRPC and {@code assent-grpc} that calls itself over a socket: nothing had to be set up. */
class GrpcTest {
    private static final String NONE = "none";
    private static final MethodDescriptor<String, String> RESERVE = MethodDescriptor.<String, String>newBuilder(
                    new Text(), new Text())
            .setType(MethodType.UNARY)
            .setFullMethodName("stock/reserve")
            .build();

    private static @Nullable ConfigurableApplicationContext application;
    private static @Nullable Channel channel;

    @BeforeAll
    static void start() {
        ConfigurableApplicationContext started = Applications.start(Stock.class, "spring.grpc.server.port=0");
        application = started;
        channel = started.getBean(GrpcChannelFactory.class)
                .createChannel("static://127.0.0.1:" + started.getBean(Stock.class).port);
    }

    @AfterAll
    static void stop() {
        application().close();
    }

    @Test
    void theServiceWorksForTheTransactionOfItsCaller() {
        GlobalTransactions transactions = application().getBean(GlobalTransactions.class);
        transactions.run(
                TransactionOptions.named("buy"),
                () -> assertThat(reserve())
                        .isEqualTo(XidContext.current().orElseThrow().value()));
    }

    @Test
    void aCallOutsideOfATransactionBringsNone() {
        assertThat(reserve()).isEqualTo(NONE);
    }

    @Test
    void anXidOfAnotherCoordinatorIsRefused() {
        XidContext.Scope bound = XidContext.bind(new Xid("192.0.2.7:8091:5"));
        try (bound) {
            assertThatThrownBy(GrpcTest::reserve)
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                    .hasMessageContaining("ASN-4805");
        }
    }

    private static ConfigurableApplicationContext application() {
        return Objects.requireNonNull(application);
    }

    private static String reserve() {
        return ClientCalls.blockingUnaryCall(Objects.requireNonNull(channel), RESERVE, CallOptions.DEFAULT, "book");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Stock {
        private int port;

        @EventListener
        void started(GrpcServerStartedEvent event) {
            port = event.getPort();
        }

        @Bean
        BindableService stock() {
            return () -> ServerServiceDefinition.builder("stock")
                    .addMethod(RESERVE, ServerCalls.asyncUnaryCall((item, answers) -> {
                        answers.onNext(XidContext.current().map(Xid::value).orElse(NONE));
                        answers.onCompleted();
                    }))
                    .build();
        }
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream bytes) {
            try {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
