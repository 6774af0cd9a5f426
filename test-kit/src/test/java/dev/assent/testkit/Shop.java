package dev.assent.testkit;

import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Two services, each with a database of its own: orders, and the stock that they take from. */
final class Shop {
    final TestService orders;
    final TestService stock;
    final DataSource plainOrders;
    final DataSource plainStock;
    final DataSource ordersDatabase;
    final DataSource stockDatabase;

    Shop(AssentKit kit) throws SQLException {
        orders = kit.service("orders");
        stock = kit.service("stock");
        plainOrders = h2("create table purchase (id int primary key, item varchar(20))");
        plainStock = h2(
                "create table item (name varchar(20) primary key, amount int)",
                "insert into item values ('tea', 5), ('pie', 2)");
        ordersDatabase = orders.dataSource(plainOrders);
        stockDatabase = stock.dataSource(plainStock);
    }

    static DataSource h2(String... statements) throws SQLException {
        JdbcDataSource made = new JdbcDataSource();
        made.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = made.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
        return made;
    }

    GlobalTransactions transactions() {
        return orders.transactions();
    }

    /** @throws IllegalStateException if there is not enough; the transaction is rolled back then */
    void buy(int id, String item, int amount) throws SQLException {
        transactions().run(TransactionOptions.named("buy"), () -> {
            order(id, item);
            stock.receive(() -> {
                take(item, amount);
                return true;
            });
        });
    }

    void order(int id, String item) throws SQLException {
        try (Connection connection = ordersDatabase.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into purchase values (?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, item);
            insert.executeUpdate();
        }
    }

    void take(String item, int amount) throws SQLException {
        try (Connection connection = stockDatabase.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update item set amount = amount - ? where name = ?")) {
            update.setInt(1, amount);
            update.setString(2, item);
            update.executeUpdate();
        }
        if (amountOf(item) < 0) {
            throw new IllegalStateException("out of stock: " + item);
        }
    }

    /** As the database has it, committed or not undone yet. */
    int amountOf(String item) throws SQLException {
        try (Connection connection = plainStock.getConnection();
                PreparedStatement query = connection.prepareStatement("select amount from item where name = ?")) {
            query.setString(1, item);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    int purchases() throws SQLException {
        try (Connection connection = plainOrders.getConnection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select count(*) from purchase")) {
            row.next();
            return row.getInt(1);
        }
    }
}
