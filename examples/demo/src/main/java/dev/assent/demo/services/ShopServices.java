package dev.assent.demo.services;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.Transactions;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.audit.BooksReader;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.database.Database;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The three services, each with a database and a client of its own. */
public final class ShopServices implements AutoCloseable {
    private final List<AssentClient> clients = new ArrayList<>();
    private final Store orders;
    private final Store stock;
    private final Store account;

    /**
     * Opens the services in this process.
     *
     * @param database creates an empty database for the name of a service
     * @param connections the largest number of connections of each service to its database
     * @param options changes the default options of a service's client
     */
    public ShopServices(
            Function<String, Database> database,
            String coordinator,
            int connections,
            UnaryOperator<ClientOptions> options,
            Wiring wiring)
            throws SQLException {
        this(
                (name, client) -> {
                    Database empty = database.apply(name);
                    Store.createTables(empty, name);
                    return Store.join(empty, client, connections, AtOptions.DEFAULTS, wiring);
                },
                name -> options.apply(ClientOptions.to(coordinator, name + "-service")));
    }

    private ShopServices(Opening opening, Function<String, ClientOptions> options) throws SQLException {
        orders = open("orders", opening, options);
        stock = open("stock", opening, options);
        account = open("account", opening, options);
    }

    /**
     * Opens the databases for an audit while the services run in other processes.
     *
     * @param database the database of a service, by the name of the service
     * @param theirs the same database, under the URL that the service uses
     */
    public static ShopServices watch(
            Function<String, Database> database, Function<String, Database> theirs, ClientOptions options)
            throws SQLException {
        return new ShopServices(
                (name, client) -> Store.watch(database.apply(name), theirs.apply(name), client), name -> options);
    }

    private Store open(String name, Opening opening, Function<String, ClientOptions> options) throws SQLException {
        AssentClient client = AssentClient.connect(options.apply(name));
        clients.add(client);
        return opening.open(name, client);
    }

    /** The client of the order service, which opens the business transaction. */
    public AssentClient client() {
        return orders.client();
    }

    /** @param coordinator begins, commits and rolls back the shop's transactions */
    public Shop shop(Transactions coordinator) {
        return new Shop(
                new GlobalTransactions(coordinator),
                new OrderService(orders.data()),
                new StockService(stock.data()),
                new AccountService(account.data()));
    }

    public BooksReader books() {
        return new BooksReader(orders.plain(), stock.plain(), account.plain());
    }

    public HeldRows baskets() {
        return orders.held("basket");
    }

    /** @param highestOrder an upper bound on the ids of all orders, including orders that were rolled back */
    public List<String> heldRows(Plan plan, long highestOrder) {
        return Stream.of(
                        held(baskets(), plan.purchases().size()),
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

    /** Inserts the baskets, the stock and the accounts. */
    public void fill(Plan plan) throws SQLException {
        fillBaskets(plan.purchases());
        insert(stock.plain(), "insert into stock values (?, ?)", numbered(plan.levels()));
        insert(account.plain(), "insert into account values (?, ?)", numbered(plan.balances()));
    }

    public void fillBaskets(List<Purchase> purchases) throws SQLException {
        List<List<Object>> baskets =
                purchases.stream().map(ShopServices::basket).toList();
        insert(orders.plain(), "insert into basket values (?, ?, ?, ?, ?)", baskets);
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
        clients.forEach(AssentClient::close);
        Stream.of(orders, stock, account).forEach(Store::close);
    }

    private interface Opening {
        Store open(String name, AssentClient client) throws SQLException;
    }
}
