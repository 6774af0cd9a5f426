package dev.assent.chaos.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.client.XidContext;
import dev.assent.demo.shop.AccountService;
import dev.assent.demo.shop.OrderService;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseFailed;
import dev.assent.demo.shop.StockService;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;

/** The HTTP handlers of the services. Each call runs in the transaction that the header names. */
final class Services {
    static final String XID_HEADER = "TX_XID";
    static final int DONE = 200;
    static final int PURCHASE_FAILED = 409;
    /** A row was locked, or the coordinator or the database was away. */
    static final int UNAVAILABLE = 503;

    static final int UNEXPECTED = 500;

    private Services() {}

    static Map<String, HttpHandler> of(ProcessRole role, DataSource database) {
        Map<String, HttpHandler> paths = new TreeMap<>();
        switch (role) {
            case ORDERS -> {
                OrderService orders = new OrderService(database);
                paths.put("/place", call(ask -> orders.place(purchase(ask))));
                paths.put("/confirm", call(ask -> {
                    orders.confirm(ask.number("order"));
                    return 0L;
                }));
            }
            case STOCK -> {
                StockService stock = new StockService(database);
                paths.put("/take", call(ask -> {
                    stock.take(ask.number("order"), (int) ask.number("item"), (int) ask.number("quantity"));
                    return 0L;
                }));
            }
            case ACCOUNT -> {
                AccountService accounts = new AccountService(database);
                paths.put("/charge", call(ask -> {
                    accounts.charge(ask.number("order"), (int) ask.number("customer"), ask.number("amount"));
                    return 0L;
                }));
            }
            default -> throw new IllegalArgumentException("Expected a service, but got " + role);
        }
        return paths;
    }

    private static Purchase purchase(Ask ask) {
        return new Purchase(
                (int) ask.number("purchase"),
                (int) ask.number("customer"),
                (int) ask.number("item"),
                (int) ask.number("quantity"),
                ask.number("amount"),
                false);
    }

    private static HttpHandler call(Function<Ask, Long> service) {
        return exchange -> {
            try (exchange) {
                serve(exchange, service);
            }
        };
    }

    private static void serve(HttpExchange exchange, Function<Ask, Long> service) throws IOException {
        Ask ask = Ask.of(exchange.getRequestURI().getQuery());
        XidContext.Scope bound =
                XidContext.bind(new Xid(exchange.getRequestHeaders().getFirst(XID_HEADER)));
        try {
            answer(exchange, DONE, String.valueOf(service.apply(ask)));
        } catch (PurchaseFailed e) {
            answer(exchange, PURCHASE_FAILED, e.reason().name());
        } catch (RuntimeException e) { // the boundary of this thread
            boolean trouble = isUnavailable(e);
            if (!trouble) {
                e.printStackTrace();
            }
            answer(exchange, trouble ? UNAVAILABLE : UNEXPECTED, String.valueOf(e));
        } finally {
            bound.close();
        }
    }

    private static boolean isUnavailable(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof AssentException || e instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The parameters of a call. */
    private record Ask(Map<String, Long> numbers) {
        static Ask of(String query) {
            Map<String, Long> numbers = new TreeMap<>();
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                numbers.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
            }
            return new Ask(numbers);
        }

        long number(String name) {
            Long number = numbers.get(name);
            if (number == null) {
                throw new IllegalArgumentException("Expected a parameter " + name + ", but got " + numbers.keySet());
            }
            return number;
        }
    }
}
