package dev.assent.shop;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.wire.ArmedFaults;
import dev.assent.chaos.wire.Relay;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import dev.assent.protocol.MessageType;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop as processes; what each service says to the coordinator passes a relay, which can kill a process at a message. */
final class RunningShop implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final int PORTS_TO_TRY = 5;
    private static final int NO_ANSWER = 0;
    /** For questions; a purchase has a client of its own, which has no connection to a process that was killed. */
    private static final HttpClient QUESTIONS = HttpClient.newHttpClient();

    private final RunDirectory run;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<Part, Relay> relays = new EnumMap<>(Part.class);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ShopProcesses processes;
    private volatile CompletableFuture<Part> killed = new CompletableFuture<>();
    private volatile Part victim = Part.COORDINATOR;

    private RunningShop(RunDirectory run, ShopPorts ports) throws IOException {
        this.run = run;
        for (Part service : Part.SERVICES) {
            relays.put(
                    service,
                    Relay.ofFrames(loop.next(), ports.of(Part.COORDINATOR), new ArmedFaults(fault -> killVictim())));
        }
        Path settings = Files.writeString(run.path().resolve("coordinator.yml"), """
                restart-grace-ms: 2000
                settle-wait-ms: 1000
                max-retry-ms: 500
                """);
        this.processes = new ShopProcesses(run, top(), ports, new ShopProcesses.Options() {
            @Override
            public String coordinator(Part service) {
                return "127.0.0.1:" + relay(service).port();
            }

            @Override
            public List<String> further(Part part) {
                return part == Part.COORDINATOR
                        ? List.of("--config", settings.toString())
                        : List.of(
                                "--assent.transactions.default-timeout=12s",
                                "--assent.client.max-backoff=200ms",
                                "--server.shutdown=immediate");
            }

            @Override
            public void line(Part part, String line) {
                lines.add(part + " " + line);
            }
        });
    }

    /** Starts all processes. If another program took a port meanwhile, tries other ports. */
    static RunningShop start() throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            RunningShop shop = new RunningShop(RunDirectory.create("assent-shop-test"), ShopPorts.free());
            try {
                shop.processes.startAll();
                return shop;
            } catch (AssentException e) {
                shop.close();
                if (i == PORTS_TO_TRY || !String.valueOf(e.getMessage()).contains("in use")) {
                    throw e;
                }
            }
        }
    }

    /** The top of the repository. */
    private static Path top() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("ARCHITECTURE.md"))) {
                return directory;
            }
        }
        throw new IllegalStateException("Expected " + start + " to be inside the repository, but it is not");
    }

    ShopProcesses processes() {
        return processes;
    }

    private Relay relay(Part service) {
        return Objects.requireNonNull(relays.get(service), "a service");
    }

    /** Kills a process when such a message is on its way between a service and the coordinator; the message is lost. */
    void killAt(Part victim, Part service, MessageType message) {
        this.victim = victim;
        this.killed = new CompletableFuture<>();
        relay(service)
                .arm(new ConnectionFault(
                        0,
                        ProcessRole.COORDINATOR,
                        ConnectionFault.Act.CUT_BEFORE,
                        Optional.of(message),
                        Duration.ZERO));
    }

    private void killVictim() {
        processes.kill(victim);
        killed.complete(victim);
    }

    /** Waits until {@link #killAt} has killed its process. */
    void awaitKill() {
        killed.orTimeout(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Has a customer buy a number of shoes. The status of the answer, or 0 if none came. */
    CompletableFuture<Integer> buy(String customer, int amount) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(processes.ports().url(Part.ORDERS) + "/purchases"))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"customer\":\"%s\",\"item\":\"shoe\",\"amount\":%d}".formatted(customer, amount)))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .handle((answer, broken) -> broken == null ? answer.statusCode() : NO_ANSWER);
    }

    /** Whether the coordinator has no open transaction, no locked row and nothing that waits for a person. */
    boolean nothingIsOpen() {
        return get("http://" + processes.ports().adminApi() + "/v1/status")
                .filter(status -> number(status, "open") + number(status, "parked") + number(status, "locks") == 0)
                .isPresent();
    }

    /** Reads what the services show. All of them must run. */
    Books books() {
        String orders = shown(Part.ORDERS, "/orders");
        return new Books(
                count(orders),
                sum(orders, "amount"),
                sum(orders, "price") + sum(orders, "postage"),
                number(shown(Part.STOCK, "/articles/shoe"), "amount")
                        + number(shown(Part.STOCK, "/articles/hat"), "amount"),
                number(shown(Part.ACCOUNTS, "/accounts/ann"), "balance")
                        + number(shown(Part.ACCOUNTS, "/accounts/bob"), "balance"));
    }

    private String shown(Part service, String path) {
        return get(processes.ports().url(service) + path).orElseThrow();
    }

    private static Optional<String> get(String url) {
        try {
            var answer = QUESTIONS.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(LONGEST_ANSWER)
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not up yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String json) {
        return numbers(json, "amount").results().count();
    }

    private static long sum(String json, String field) {
        return numbers(json, field)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static long number(String json, String field) {
        return numbers(json, field)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static Matcher numbers(String json, String field) {
        return Pattern.compile('"' + field + "\":(\\d+)").matcher(json);
    }

    /** The xid at the beginning of the line of a service's log that ends like this; empty if there is no such line. */
    Optional<String> xidOfLine(Part service, String end) {
        return lines.stream()
                .filter(line -> line.startsWith(service + " ") && line.endsWith(end))
                .map(line -> Pattern.compile("\\[([^\\[\\]]+:\\d+:\\d+)]").matcher(line))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Whether a service's log has a line of a transaction that ends like this. */
    boolean hasLine(Part service, String xid, String end) {
        return lines.stream()
                .anyMatch(
                        line -> line.startsWith(service + " ") && line.contains('[' + xid + ']') && line.endsWith(end));
    }

    /** What the processes have logged is in target/shop-logs afterwards. */
    @Override
    public void close() throws IOException {
        relays.values().forEach(Relay::close);
        Path logs = Files.createDirectories(Path.of("target", "shop-logs"));
        for (Part part : Part.values()) {
            if (Files.exists(run.log(part.toString()))) {
                Files.copy(run.log(part.toString()), logs.resolve(part + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
