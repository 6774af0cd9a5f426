package dev.assent.chaos.service;

import dev.assent.client.XidContext;
import dev.assent.demo.shop.Accounts;
import dev.assent.demo.shop.Orders;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseFailed;
import dev.assent.demo.shop.PurchaseFailed.Reason;
import dev.assent.demo.shop.Stock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The three services, called over HTTP with the thread's xid. */
final class RemoteServices implements Orders, Stock, Accounts {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final int ordersPort;
    private final int stockPort;
    private final int accountPort;

    RemoteServices(int ordersPort, int stockPort, int accountPort) {
        this.ordersPort = ordersPort;
        this.stockPort = stockPort;
        this.accountPort = accountPort;
    }

    @Override
    public long place(Purchase p) {
        return call(
                ordersPort,
                "/place?purchase=%d&customer=%d&item=%d&quantity=%d&amount=%d"
                        .formatted(p.number(), p.customer(), p.item(), p.quantity(), p.amount()));
    }

    @Override
    public void confirm(long order) {
        call(ordersPort, "/confirm?order=%d".formatted(order));
    }

    @Override
    public void take(long order, int item, int quantity) {
        call(stockPort, "/take?order=%d&item=%d&quantity=%d".formatted(order, item, quantity));
    }

    @Override
    public void charge(long order, int customer, long amount) {
        call(accountPort, "/charge?order=%d&customer=%d&amount=%d".formatted(order, customer, amount));
    }

    private long call(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(Services.XID_HEADER, XidContext.current().orElseThrow().value())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ServiceUnavailable(path + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailable(path + ": interrupted");
        }
        return switch (answer.statusCode()) {
            case Services.DONE -> Long.parseLong(answer.body());
            case Services.PURCHASE_FAILED -> throw new PurchaseFailed(Reason.valueOf(answer.body()), path);
            case Services.UNAVAILABLE -> throw new ServiceUnavailable(path + ": " + answer.body());
            default -> throw new IllegalStateException(path + ": " + answer.statusCode() + ' ' + answer.body());
        };
    }
}
