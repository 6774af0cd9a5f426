package dev.assent.demo.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** One empty database, and how to reach it. */
public record Database(DatabaseKind kind, String name, String url, String user) {
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
