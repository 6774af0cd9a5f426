package dev.assent.demo.run;

import dev.assent.demo.audit.BooksReader;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.shop.AccountService;
import dev.assent.demo.shop.OrderService;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.Shop;
import dev.assent.demo.shop.StockService;
import dev.assent.tm.GlobalTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** The three services and what they stand on, opened with what the plan says. */
final class Premises implements AutoCloseable {
    private final Store orders;
    private final Store stock;
    private final Store account;

    private Premises(Store orders, Store stock, Store account) {
        this.orders = orders;
        this.stock = stock;
        this.account = account;
    }

    static Premises open(DatabaseServer server, String coordinator, int concurrency, Plan plan) throws SQLException {
        Premises premises = new Premises(
                Store.open(server.create("orders"), coordinator, concurrency),
                Store.open(server.create("stock"), coordinator, concurrency),
                Store.open(server.create("account"), coordinator, concurrency));
        premises.fill(plan);
        return premises;
    }

    /** The order service opens the business transaction, over its own connection to the coordinator. */
    Shop shop() {
        return new Shop(
                new GlobalTransactions(orders.client()),
                new OrderService(orders.data()),
                new StockService(stock.data()),
                new AccountService(account.data()));
    }

    Store orders() {
        return orders;
    }

    BooksReader books() {
        return new BooksReader(orders.plain(), stock.plain(), account.plain());
    }

    HeldRows baskets() {
        return new HeldRows(orders.client(), orders.resourceId(), "basket");
    }

    /** @param highestOrder no order has a greater id, be it rolled back */
    List<String> heldRows(Plan plan, long highestOrder) {
        return List.of(
                        held(baskets(), plan.purchases().size()),
                        held(new HeldRows(orders.client(), orders.resourceId(), "orders"), highestOrder),
                        held(
                                new HeldRows(stock.client(), stock.resourceId(), "stock"),
                                plan.levels().size()),
                        held(new HeldRows(stock.client(), stock.resourceId(), "movement"), highestOrder),
                        held(
                                new HeldRows(account.client(), account.resourceId(), "account"),
                                plan.balances().size()),
                        held(new HeldRows(account.client(), account.resourceId(), "payment"), highestOrder))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> held(HeldRows rows, long highestKey) {
        return rows.among(LongStream.rangeClosed(1, highestKey).boxed().toList()).stream()
                .map(key -> rows + ":" + key)
                .toList();
    }

    private void fill(Plan plan) throws SQLException {
        List<List<Object>> baskets =
                plan.purchases().stream().map(Premises::basket).toList();
        insert(orders.plain(), "insert into basket values (?, ?, ?, ?, ?)", baskets);
        insert(stock.plain(), "insert into stock values (?, ?)", numbered(plan.levels()));
        insert(account.plain(), "insert into account values (?, ?)", numbered(plan.balances()));
    }

    private static List<Object> basket(Purchase p) {
        return List.of(p.number(), p.customer(), p.item(), p.quantity(), p.amount());
    }

    private static List<List<Object>> numbered(List<? extends Object> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> List.<Object>of(i + 1, values.get(i)))
                .toList();
    }

    private static void insert(DataSource database, String sql, List<List<Object>> rows) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    statement.setObject(i + 1, row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
    }

    @Override
    public void close() {
        orders.close();
        stock.close();
        account.close();
    }
}
