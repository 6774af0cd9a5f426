package dev.assent.demo.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One empty database, and how to reach it. */
public record Database(DatabaseKind kind, String name, String url, String user) {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    /** The same, reached through another port of this machine. */
    public Database through(int port) {
        return new Database(kind, name, PORT.matcher(url).replaceFirst("127.0.0.1:" + port), user);
    }

    /** Where its server listens; empty if it has no process of its own. */
    public OptionalInt port() {
        Matcher matcher = PORT.matcher(url);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Close it after use. */
    public HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }
}
