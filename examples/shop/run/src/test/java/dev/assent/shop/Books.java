package dev.assent.shop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the three databases hold, as far as a purchase changes it.
 *
 * @param orders how many there are
 * @param money what all customers have, in cents
 * @param paid what the orders have cost, postage included
 */
record Books(long orders, long items, long paid, long stock, long money) {
    /** What a purchase of one shoe leaves. */
    Books afterAPurchase(long price) {
        return new Books(orders + 1, items + 1, paid + price, stock - 1, money - price);
    }

    /** Reads the files of the databases. The services must have ended. */
    static Books read(ShopProcesses processes) {
        String orders = processes.database(Part.ORDERS);
        return new Books(
                number(orders, "SELECT COUNT(*) FROM orders"),
                number(orders, "SELECT SUM(amount) FROM orders"),
                number(orders, "SELECT SUM(price + postage) FROM orders"),
                number(processes.database(Part.STOCK), "SELECT SUM(amount) FROM article"),
                number(processes.database(Part.ACCOUNTS), "SELECT SUM(balance) FROM account"));
    }

    /** How many undo rows wait for an outcome, in each database. Markers do not wait. */
    static List<Long> openUndoRows(ShopProcesses processes) {
        return Part.SERVICES.stream()
                .map(service ->
                        number(processes.database(service), "SELECT COUNT(*) FROM undo_log WHERE log_status = 0"))
                .toList();
    }

    private static long number(String url, String query) {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read '" + query + "' in " + url, e);
        }
    }
}
