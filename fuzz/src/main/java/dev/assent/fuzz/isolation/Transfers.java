package dev.assent.fuzz.isolation;

import dev.assent.fuzz.grammar.Draw;
import dev.assent.fuzz.history.BankHistory;
import dev.assent.fuzz.history.BankHistory.Audit;
import dev.assent.fuzz.history.BankHistory.Transfer;
import dev.assent.fuzz.isolation.TwoDatabases.End;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Money that goes from account to account, often to the other database, and audits of all accounts. */
final class Transfers {
    static final int ACCOUNTS = 4;
    private static final long OPENING = 1_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TwoDatabases databases;
    private final int firstId;
    private final Map<String, Long> opening;
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Audit> audits = Collections.synchronizedList(new ArrayList<>());

    private record Account(int shard, int id) {}

    private record Sent(int number, Account from, Account to, long amount, boolean isWhole, End end) {}

    Transfers(TwoDatabases databases, int firstId) throws SQLException {
        this.databases = databases;
        this.firstId = firstId;
        for (int shard = 0; shard < 2; shard++) {
            databases.shard(shard).fill(firstId, ACCOUNTS, "account", Long.toString(OPENING));
        }
        opening = balances();
    }

    void run(int number, Draw draw) {
        if (draw.percent(30)) {
            databases.globally(LONG, () -> audit(number));
        } else {
            transfer(number, draw);
        }
    }

    /** Once everything is settled. */
    BankHistory history() throws SQLException {
        List<Transfer> transfers = List.copyOf(sent).stream()
                .map(one -> new Transfer(
                        one.number, name(one.from), name(one.to), one.amount, one.isWhole, databases.settled(one.end)))
                .toList();
        return new BankHistory(opening, transfers, List.copyOf(audits), balances());
    }

    private String name(Account account) {
        return databases.shard(account.shard).row(account.id);
    }

    private Map<String, Long> balances() throws SQLException {
        Map<String, Long> all = new TreeMap<>(databases.shard(0).balances(firstId, ACCOUNTS));
        all.putAll(databases.shard(1).balances(firstId, ACCOUNTS));
        return all;
    }

    /** The rows of both databases stay locked there until the last one is read. */
    private boolean audit(int number) throws SQLException {
        Map<String, Long> seen = new TreeMap<>();
        try (Connection one = databases.shard(0).connect();
                Connection other = databases.shard(1).connect()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            seen.putAll(readAll(databases.shard(0), one));
            seen.putAll(readAll(databases.shard(1), other));
            audits.add(new Audit(number, seen));
            one.commit();
            other.commit();
        }
        return true;
    }

    private Map<String, Long> readAll(Shard shard, Connection connection) throws SQLException {
        Map<String, Long> seen = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, balance from account where id >= ? and id < ? order by id for update")) {
            select.setInt(1, firstId);
            select.setInt(2, firstId + ACCOUNTS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    seen.put(shard.row(rows.getInt(1)), rows.getLong(2));
                }
            }
        }
        return seen;
    }

    private void transfer(int number, Draw draw) {
        Account from = account(draw);
        Account to = account(draw);
        if (from.equals(to)) {
            to = new Account(1 - from.shard, from.id);
        }
        Account payee = to;
        long amount = draw.between(1, 50);
        boolean reads = draw.percent(50);
        boolean dies = draw.percent(6);
        boolean commits = draw.percent(80);
        Duration timeout = draw.percent(10) ? Duration.ofMillis(draw.between(5, 60)) : LONG;
        boolean[] whole = {false};
        End end = databases.globally(timeout, () -> {
            add(from, -amount, reads, false);
            add(payee, amount, reads, dies);
            whole[0] = true;
            return commits;
        });
        sent.add(new Sent(number, from, payee, amount, whole[0], end));
    }

    private Account account(Draw draw) {
        return new Account(draw.below(2), firstId + draw.below(ACCOUNTS));
    }

    private void add(Account account, long amount, boolean reads, boolean dies) throws SQLException {
        Shard shard = databases.shard(account.shard);
        try (Connection connection = shard.connect()) {
            connection.setAutoCommit(false);
            if (reads) {
                long balance = balance(connection, account.id);
                update(connection, "update account set balance = ? where id = ?", balance + amount, account.id);
            } else {
                update(connection, "update account set balance = balance + ? where id = ?", amount, account.id);
            }
            CompletableFuture<Void> kill =
                    dies ? CompletableFuture.runAsync(shard.killer()) : CompletableFuture.completedFuture(null);
            try {
                connection.commit();
            } finally {
                kill.join();
            }
        }
    }

    private static long balance(Connection connection, int id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select balance from account where id = ? for update")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void update(Connection connection, String sql, long value, int id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, value);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }
}
