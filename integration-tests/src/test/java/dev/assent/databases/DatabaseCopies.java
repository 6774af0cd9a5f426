package dev.assent.databases;

import dev.assent.demo.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Copies databases by the means that administrators use: a template, a dump that is read in, a copy of every table. */
public final class DatabaseCopies {
    private DatabaseCopies() {}

    /**
     * Puts everything that is in one database into the other.
     *
     * @param from nothing is connected to it
     * @param to a new one
     */
    public static void copy(Database from, Database to) throws SQLException {
        switch (from.kind()) {
            case POSTGRES ->
                run(
                        from.url().replaceFirst("/" + from.name() + "$", "/postgres"),
                        from.user(),
                        "drop database " + to.name(),
                        "create database " + to.name() + " template " + from.name());
            case MARIADB -> run(to.url(), to.user(), tableByTable(from).toArray(String[]::new));
            case H2 -> throughAScript(from, to);
        }
    }

    private static List<String> tableByTable(Database from) throws SQLException {
        List<String> copying = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(from.url(), from.user(), "");
                ResultSet table = connection.getMetaData().getTables(from.name(), null, "%", null)) {
            while (table.next()) {
                String name = table.getString("TABLE_NAME");
                copying.add("create table " + name + " like " + from.name() + '.' + name);
                copying.add("insert into " + name + " select * from " + from.name() + '.' + name);
            }
        }
        return copying;
    }

    private static void throughAScript(Database from, Database to) throws SQLException {
        try {
            Path script = Files.createTempFile("assent-copy", ".sql");
            try {
                run(from.url(), from.user(), "script drop to '" + script + "'");
                run(to.url(), to.user(), "runscript from '" + script + "'");
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String url, String user, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
