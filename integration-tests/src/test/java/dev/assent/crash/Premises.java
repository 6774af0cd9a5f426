package dev.assent.crash;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.Transactions;
import dev.assent.databases.DatabaseServers;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.audit.BooksReader;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.shop.AccountService;
import dev.assent.demo.shop.OrderService;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.Shop;
import dev.assent.demo.shop.StockService;
import dev.assent.services.Store;
import dev.assent.services.Wiring;
import dev.assent.tm.GlobalTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Three services in this process, each with a database and a client of its own. */
final class Premises implements AutoCloseable {
    private final List<AssentClient> clients = new ArrayList<>();
    private final Store orders;
    private final Store stock;
    private final Store account;

    private Premises(DatabaseServers servers, DatabaseKind kind, String coordinator, Wiring wiring)
            throws SQLException {
        orders = open(servers, kind, "orders", coordinator, wiring);
        stock = open(servers, kind, "stock", coordinator, wiring);
        account = open(servers, kind, "account", coordinator, wiring);
    }

    static Premises open(DatabaseServers servers, DatabaseKind kind, String coordinator, Wiring wiring, Plan plan)
            throws SQLException {
        Premises premises = new Premises(servers, kind, coordinator, wiring);
        premises.fill(plan);
        return premises;
    }

    private Store open(DatabaseServers servers, DatabaseKind kind, String name, String coordinator, Wiring wiring)
            throws SQLException {
        AssentClient client = AssentClient.connect(eager(coordinator, name + "-service"));
        clients.add(client);
        return Store.open(servers.fresh(kind), name, client, AtOptions.DEFAULTS, wiring);
    }

    /** Comes back soon after the coordinator does. */
    static ClientOptions eager(String coordinator, String application) {
        return ClientOptions.to(coordinator, application).withBackoff(Duration.ofMillis(20), Duration.ofMillis(100));
    }

    /** The order service's client. */
    AssentClient client() {
        return clients.get(0);
    }

    Shop shop(Transactions coordinator) {
        return new Shop(
                new GlobalTransactions(coordinator),
                new OrderService(orders.data()),
                new StockService(stock.data()),
                new AccountService(account.data()));
    }

    BooksReader books() {
        return new BooksReader(orders.plain(), stock.plain(), account.plain());
    }

    /** @param highestOrder no order has a greater id, be it rolled back */
    List<String> heldRows(Plan plan, long highestOrder) {
        return Stream.of(
                        held(orders.held("basket"), plan.purchases().size()),
                        held(orders.held("orders"), highestOrder),
                        held(stock.held("stock"), plan.levels().size()),
                        held(stock.held("movement"), highestOrder),
                        held(account.held("account"), plan.balances().size()),
                        held(account.held("payment"), highestOrder))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> held(HeldRows rows, long highestKey) {
        return rows.among(LongStream.rangeClosed(1, highestKey).boxed().toList()).stream()
                .map(key -> rows + ":" + key)
                .toList();
    }

    private void fill(Plan plan) throws SQLException {
        insert(
                orders.plain(),
                "insert into basket values (?, ?, ?, ?, ?)",
                plan.purchases().size(),
                i -> {
                    Purchase p = plan.purchases().get(i);
                    return List.of(p.number(), p.customer(), p.item(), p.quantity(), p.amount());
                });
        insert(
                stock.plain(),
                "insert into stock values (?, ?)",
                plan.levels().size(),
                i -> List.of(i + 1, plan.levels().get(i)));
        insert(
                account.plain(),
                "insert into account values (?, ?)",
                plan.balances().size(),
                i -> List.of(i + 1, plan.balances().get(i)));
    }

    private static void insert(DataSource database, String sql, int count, IntFunction<List<Object>> row)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (List<Object> values : IntStream.range(0, count).mapToObj(row).toList()) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
    }

    @Override
    public void close() {
        clients.forEach(AssentClient::close);
        Stream.of(orders, stock, account).forEach(Store::close);
    }
}
