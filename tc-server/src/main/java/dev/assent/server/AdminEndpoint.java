package dev.assent.server;

import dev.assent.model.AssentException;
import dev.assent.server.admin.AdminServer;
import dev.assent.server.admin.Operations;
import dev.assent.server.config.AdminOptions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API of one coordinator, if it is to have one. It comes up beside the coordinator, which serves its clients
 * meanwhile, and goes on without it if its port is taken: what people look at must not stop what they look at.
 */
final class AdminEndpoint implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminEndpoint.class);

    private final CompletableFuture<Optional<AdminServer>> server = new CompletableFuture<>();

    private AdminEndpoint() {}

    /** @param failure hears of a thread of the API that ends by itself, and of an Error */
    static AdminEndpoint open(AdminOptions options, Operations operations, Consumer<Throwable> failure) {
        AdminEndpoint entrance = new AdminEndpoint();
        if (!options.on()) {
            entrance.server.complete(Optional.empty());
            return entrance;
        }
        Thread starter = new Thread(() -> entrance.start(options, operations, failure), "assent-admin-start");
        starter.setDaemon(true);
        starter.start();
        return entrance;
    }

    private void start(AdminOptions options, Operations operations, Consumer<Throwable> failure) {
        try {
            AdminServer started = AdminServer.start(options.host(), options.port(), operations, failure);
            log.info("admin API on http://{}:{}", options.host(), started.port());
            server.complete(Optional.of(started));
        } catch (AssentException e) {
            log.warn("{} The coordinator goes on without it; give it another with --admin-port.", e.getMessage());
            server.complete(Optional.empty());
        } catch (RuntimeException | LinkageError e) {
            log.error("the coordinator goes on without its admin API", e);
            server.complete(Optional.empty());
        } catch (Error e) {
            server.complete(Optional.empty());
            failure.accept(e);
        }
    }

    /** Waits until the admin API listens; empty if there is no admin API. */
    OptionalInt port() {
        return server.join().map(AdminServer::port).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    @Override
    public void close() {
        server.join().ifPresent(AdminServer::close);
    }
}
