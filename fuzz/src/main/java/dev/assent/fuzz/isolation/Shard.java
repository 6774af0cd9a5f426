package dev.assent.fuzz.isolation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.AssentClient;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** One of the two databases, by the data source and past it. */
final class Shard implements AutoCloseable {
    private static final AtOptions OPTIONS =
            AtOptions.DEFAULTS.withLockRetry(Duration.ofMillis(5), 20).withCreateUndoLog(true);

    private final Database database;
    private final Handing pool;
    private final DataSource data;
    private final String letter;

    /** A pool that remembers which connection it has handed to the thread last. */
    private static final class Handing extends HikariDataSource {
        private final Map<Thread, Connection> last = new ConcurrentHashMap<>();

        Handing(HikariConfig config) {
            super(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            last.put(Thread.currentThread(), connection);
            return connection;
        }
    }

    /** @param letter the first of each row's name */
    Shard(Database database, String letter, AssentClient client, Protection protection, boolean isPlain, int threads)
            throws SQLException {
        this.database = database;
        this.letter = letter;
        HikariConfig config = new HikariConfig();
        config.setPoolName(database.name());
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setConnectionInitSql(shortPatience());
        config.setMaximumPoolSize(threads + 10); // phase two has eight threads
        config.setExceptionOverride(new SessionOver());
        pool = new Handing(config);
        run("create table entry (id int primary key, vals varchar(4000) not null)");
        run("create table account (id int primary key, balance bigint not null)");
        AtDataSource at = new AtDataSource(pool, protection.of(client), OPTIONS);
        client.register(at.resource());
        data = isPlain ? pool : at;
    }

    private String shortPatience() {
        return switch (database.kind()) {
            case H2 -> "set lock_timeout 300";
            case POSTGRES -> "set lock_timeout = 300";
            case MARIADB -> "set innodb_lock_wait_timeout = 1";
        };
    }

    String row(int id) {
        return letter + id;
    }

    /** A connection that takes part in the thread's global transaction. */
    Connection connect() throws SQLException {
        return data.getConnection();
    }

    /** Has the server end the session of the connection that this thread was handed last. */
    Runnable killer() throws SQLException {
        Connection victim = Objects.requireNonNull(pool.last.get(Thread.currentThread()));
        String session;
        try (Statement statement = victim.createStatement();
                ResultSet row = statement.executeQuery("select " + sessionFunction())) {
            row.next();
            session = row.getString(1);
        }
        return () -> {
            try {
                run(killing(session));
            } catch (SQLException e) {
                throw new IllegalStateException("Expected " + database.kind() + " to end a session", e);
            }
        };
    }

    private String sessionFunction() {
        return switch (database.kind()) {
            case H2 -> "session_id()";
            case POSTGRES -> "pg_backend_pid()";
            case MARIADB -> "connection_id()";
        };
    }

    private String killing(String session) {
        return switch (database.kind()) {
            case H2 -> "call abort_session(" + session + ")";
            case POSTGRES -> "select pg_terminate_backend(" + session + ")";
            case MARIADB -> "kill connection " + session;
        };
    }

    void fill(int firstId, int count, String table, String value) throws SQLException {
        run(IntStream.range(firstId, firstId + count)
                .mapToObj(id -> "(%d, %s)".formatted(id, value))
                .collect(Collectors.joining(", ", "insert into " + table + " values ", "")));
    }

    /** By row. */
    Map<String, List<Integer>> lists(int firstId, int count) throws SQLException {
        Map<String, List<Integer>> found = new TreeMap<>();
        rows("entry", "vals", firstId, count).forEach((row, text) -> found.put(row, values(text)));
        return found;
    }

    /** By account. */
    Map<String, Long> balances(int firstId, int count) throws SQLException {
        Map<String, Long> found = new TreeMap<>();
        rows("account", "balance", firstId, count).forEach((row, text) -> found.put(row, Long.valueOf(text)));
        return found;
    }

    private Map<String, String> rows(String table, String column, int firstId, int count) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, %s from %s where id >= %d and id < %d"
                        .formatted(column, table, firstId, firstId + count))) {
            while (rows.next()) {
                found.put(row(rows.getInt(1)), rows.getString(2));
            }
        }
        return found;
    }

    /** The text of a list is its values, each behind a comma. */
    static List<Integer> values(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(value -> !value.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
