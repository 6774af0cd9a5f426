package dev.assent.seata;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database with the tables that the applications write and the tables that Seata needs; read and written directly.
 */
record Ledger(Database database, HikariDataSource pool) implements AutoCloseable {
    private static final String BUSINESS = """
            create table account (id int primary key, balance bigint not null, note varchar(100));
            create table reservation (item varchar(100) primary key, state varchar(100) not null);
            create table tcc_fence_log (
                xid varchar(128) not null, branch_id bigint not null, action_name varchar(64) not null,
                status smallint not null, gmt_create timestamp(3) not null, gmt_modified timestamp(3) not null,
                primary key (xid, branch_id));
            """;

    /** Of the shape that Seata's scripts of 1.x give it, an id and all. */
    private static final String MARIADB_UNDO = """
            create table undo_log (
                id bigint not null auto_increment, branch_id bigint not null, xid varchar(100) not null,
                context varchar(128) not null, rollback_info longblob not null, log_status int not null,
                log_created datetime not null, log_modified datetime not null, ext varchar(100),
                primary key (id), unique key ux_undo_log (xid, branch_id))
            """;

    private static final String POSTGRES_UNDO = """
            create table undo_log (
                id serial not null, branch_id bigint not null, xid varchar(128) not null,
                context varchar(128) not null, rollback_info bytea not null, log_status int not null,
                log_created timestamp(0) not null, log_modified timestamp(0) not null,
                constraint pk_undo_log primary key (id), constraint ux_undo_log unique (xid, branch_id))
            """;

    static Ledger open(Database database) throws SQLException {
        Ledger ledger = new Ledger(database, database.pool(4));
        for (String sql : BUSINESS.split(";", -1)) {
            if (!sql.isBlank()) {
                ledger.run(sql);
            }
        }
        ledger.run(database.kind() == DatabaseKind.MARIADB ? MARIADB_UNDO : POSTGRES_UNDO);
        return ledger;
    }

    void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the one row that a query finds; "none" if it finds none. */
    String text(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "none";
        }
    }

    long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    String account(int id) throws SQLException {
        return text("select concat(balance, ' ', note) from account where id = " + id);
    }

    /** A transaction that is prepared and waits for phase two; "none" if there is none. */
    String prepared() throws SQLException {
        return database.kind() == DatabaseKind.MARIADB
                ? text("xa recover")
                : text("select gid from pg_prepared_xacts where database = '" + database.name() + "'");
    }

    long openUndo() throws SQLException {
        return number("select count(*) from undo_log where log_status = 0");
    }

    @Override
    public void close() {
        pool.close();
    }
}
