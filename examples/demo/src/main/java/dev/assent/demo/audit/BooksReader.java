package dev.assent.demo.audit;

import dev.assent.demo.audit.Books.Movement;
import dev.assent.demo.audit.Books.Order;
import dev.assent.demo.audit.Books.Payment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads the contents of the three databases directly, not through Assent. */
public final class BooksReader {
    private final DataSource orders;
    private final DataSource stock;
    private final DataSource account;

    public BooksReader(DataSource orders, DataSource stock, DataSource account) {
        this.orders = orders;
        this.stock = stock;
        this.account = account;
    }

    public Books read() {
        List<Order> orderRows = new ArrayList<>();
        read(
                orders,
                "select id, purchase, customer, item, quantity, amount, state from orders order by id",
                row -> orderRows.add(new Order(
                        row.getLong(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getLong(6),
                        row.getString(7))));
        Set<Integer> baskets = new HashSet<>();
        read(orders, "select purchase from basket", row -> baskets.add(row.getInt(1)));
        Map<Integer, Integer> levels = new TreeMap<>();
        read(stock, "select item, quantity from stock", row -> levels.put(row.getInt(1), row.getInt(2)));
        Map<Long, Movement> movements = new TreeMap<>();
        read(
                stock,
                "select order_id, item, quantity from movement",
                row -> movements.put(row.getLong(1), new Movement(row.getInt(2), row.getInt(3))));
        Map<Integer, Long> balances = new TreeMap<>();
        read(account, "select customer, balance from account", row -> balances.put(row.getInt(1), row.getLong(2)));
        Map<Long, Payment> payments = new TreeMap<>();
        read(
                account,
                "select order_id, customer, amount from payment",
                row -> payments.put(row.getLong(1), new Payment(row.getInt(2), row.getLong(3))));
        return new Books(orderRows, baskets, levels, movements, balances, payments, openUndo());
    }

    /** The number of undo rows with status 0, by database: branches whose outcome has not been delivered yet. */
    public Map<String, Integer> openUndo() {
        Map<String, Integer> open = new LinkedHashMap<>();
        Map.of("orders", orders, "stock", stock, "account", account)
                .forEach((name, database) -> read(
                        database,
                        "select count(*) from undo_log where log_status = 0",
                        row -> open.put(name, row.getInt(1))));
        return open;
    }

    private static void read(DataSource database, String query, RowReader reader) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected the audit to read '" + query + "'", e);
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
