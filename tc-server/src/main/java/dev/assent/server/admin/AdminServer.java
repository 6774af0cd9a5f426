package dev.assent.server.admin;

import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.server.Server;
import dev.assent.server.errors.OperatorErrors;
import dev.assent.server.view.ViewJson;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The admin API's socket. It has a thread of its own and shares none with the coordinator's clients. There is no
 * password, so it listens on this machine alone unless it is configured otherwise.
 */
public final class AdminServer implements AutoCloseable {
    static final int MOST_BYTES = 16 << 10;
    static final int MOST_CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Server server;

    private AdminServer(Server server) {
        this.server = server;
    }

    /**
     * Returns when it listens.
     *
     * @param port 0 picks a free one
     * @param failure hears of it if the API's thread ends though the API is not closed
     * @throws dev.assent.model.AssentException.TryAgain if the address is taken or is not one of this machine's
     */
    public static AdminServer start(String host, int port, Operations operations, Consumer<Throwable> failure) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw OperatorErrors.adminPortTaken(host + ':' + port, "it knows no machine of that name");
        }
        Answers answers = new Answers(new ViewJson());
        OneThread thread = new OneThread(failure);
        Server server = Server.builder()
                .http(address)
                .workerGroup(thread, true)
                .bossGroupFactory(name -> thread)
                .blockingTaskExecutor(
                        BlockingTaskExecutor.builder()
                                .numThreads(1)
                                .threadNamePrefix("assent-admin-unused")
                                .daemon(true)
                                .build(),
                        true)
                .meterRegistry(new CompositeMeterRegistry())
                .maxRequestLength(MOST_BYTES)
                .maxNumConnections(MOST_CONNECTIONS)
                .requestTimeout(PATIENCE)
                .gracefulShutdownTimeoutMillis(0, 0)
                .unloggedExceptionsReportIntervalMillis(0) // they are logged, by Answers
                .disableServerHeader()
                .disableDateHeader()
                .errorHandler(new Failures(answers))
                .serviceUnder("/", new AdminApi(new RequestFilter(host), operations, answers))
                .build();
        try {
            server.start().join();
        } catch (CompletionException e) {
            server.stop().join();
            throw OperatorErrors.adminPortTaken(
                    host + ':' + port, String.valueOf(e.getCause() == null ? e : e.getCause()));
        }
        return new AdminServer(server);
    }

    public int port() {
        return server.activeLocalPort();
    }

    /** What was asked and is not answered yet goes unanswered. */
    @Override
    public void close() {
        server.stop().join();
    }
}
