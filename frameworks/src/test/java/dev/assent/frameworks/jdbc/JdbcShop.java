package dev.assent.frameworks.jdbc;

import dev.assent.frameworks.Shop;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code JdbcTemplate} with {@code JdbcTransactionManager}. */
public final class JdbcShop implements Shop {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    public JdbcShop(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Override
    public long order(String customer, Map<String, Integer> amounts) {
        return Objects.requireNonNull(transactions.execute(status -> {
            KeyHolder keys = new GeneratedKeyHolder();
            jdbc.update(
                    connection -> {
                        PreparedStatement insert = connection.prepareStatement(
                                "INSERT INTO purchase (customer, placed, version) VALUES (?, ?, 1)", new String[] {"id"});
                        insert.setString(1, customer);
                        insert.setTimestamp(2, Timestamp.valueOf(LocalDateTime.of(2026, 1, 2, 3, 4, 5)));
                        return insert;
                    },
                    keys);
            long id = Objects.requireNonNull(keys.getKey()).longValue();
            jdbc.batchUpdate(
                    "INSERT INTO purchase_line (purchase, item, amount) VALUES (?, ?, ?)",
                    amounts.entrySet().stream()
                            .map(line -> new Object[] {id, line.getKey(), line.getValue()})
                            .toList());
            amounts.forEach((item, amount) -> {
                if (jdbc.update("UPDATE item SET stock = stock - ? WHERE name = ? AND stock >= ?", amount, item, amount) == 0) {
                    throw new IllegalStateException("too few of " + item);
                }
            });
            return id;
        }));
    }

    @Override
    public void changeNote(long purchase, String note) {
        transactions.executeWithoutResult(status -> {
            Integer version = jdbc.queryForObject("SELECT version FROM purchase WHERE id = ?", Integer.class, purchase);
            jdbc.update(
                    "UPDATE purchase SET note = ?, version = version + 1 WHERE id = ? AND version = ?", note, purchase, version);
        });
    }

    @Override
    public void tag(long purchase, Set<String> tags) {
        transactions.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM purchase_tag WHERE purchase = ?", purchase);
            jdbc.batchUpdate(
                    "INSERT INTO purchase_tag VALUES (?, ?)",
                    tags.stream().map(tag -> new Object[] {purchase, tag}).toList());
        });
    }

    @Override
    public void cancel(long purchase) {
        transactions.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM purchase_line WHERE purchase = ?", purchase);
            jdbc.update("DELETE FROM purchase_tag WHERE purchase = ?", purchase);
            jdbc.update("DELETE FROM purchase WHERE id = ?", purchase);
        });
    }

    @Override
    public void raisePrices(int cents) {
        jdbc.update("UPDATE item SET price = price + ?", cents); // autocommit
    }

    @Override
    public void clearSoldOut() {
        jdbc.update("DELETE FROM item WHERE stock = 0 AND NOT EXISTS (SELECT 1 FROM purchase_line l WHERE l.item = item.name)");
    }

    @Override
    public void take(String item, int amount) {
        transactions.executeWithoutResult(status -> {
            Integer stock = jdbc.queryForObject("SELECT stock FROM item WHERE name = ? FOR UPDATE", Integer.class, item);
            jdbc.update("UPDATE item SET stock = ? WHERE name = ?", Objects.requireNonNull(stock) - amount, item);
        });
    }

    @Override
    public List<String> page(int number, int size) {
        return jdbc.queryForList(
                "SELECT name FROM item ORDER BY name LIMIT ? OFFSET ?", String.class, size, number * size);
    }

    @Override
    public void close() {
        // nothing to close
    }
}
