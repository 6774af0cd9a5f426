package dev.assent.demo.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One empty database, and how to reach it. */
public record Database(DatabaseKind kind, String name, String url, String user) {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    /** The same database under another port of this machine. */
    public Database through(int port) {
        return new Database(kind, name, PORT.matcher(url).replaceFirst("127.0.0.1:" + port), user);
    }

    /** The port of its server; empty if the database runs in this process. */
    public OptionalInt port() {
        Matcher matcher = PORT.matcher(url);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Opens a connection pool, which the caller must close. */
    public HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }
}
