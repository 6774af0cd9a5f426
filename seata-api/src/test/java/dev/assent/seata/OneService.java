package dev.assent.seata;

import dev.assent.client.AssentClient;
import dev.assent.embedded.InProcessCoordinator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A coordinator in this process, a client that stands behind Seata's names, and a database with one account of 100. */
public final class OneService implements AutoCloseable {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final InProcessCoordinator coordinator;
    private final AssentClient client;
    private final SeataApi.Connection connection;
    private JdbcDataSource plain = new JdbcDataSource();

    public OneService(Path data) throws SQLException {
        this.coordinator = InProcessCoordinator.start(data, "embedded:8091", failures::add);
        this.client = coordinator.connect("shop");
        this.connection = SeataApi.connect(client);
        renew();
    }

    /** A new database in the place of the other. */
    public void renew() throws SQLException {
        plain = new JdbcDataSource();
        plain.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        run(plain, "create table account (id int primary key, balance int not null)");
        run(plain, "insert into account values (1, 100)");
        run(plain, """
                create table undo_log (
                    branch_id bigint not null, xid varchar(128) not null, context varchar(128) not null,
                    rollback_info blob not null, log_status int not null,
                    log_created timestamp(6) not null, log_modified timestamp(6) not null,
                    constraint ux_undo_log unique (xid, branch_id))
                """);
    }

    public AssentClient client() {
        return client;
    }

    public SeataApi.Connection connection() {
        return connection;
    }

    /** The database without anything of ours. */
    public DataSource plain() {
        return plain;
    }

    public static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public int balance() throws SQLException {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select balance from account")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() {
        connection.close();
        client.close();
        coordinator.close();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures);
        }
    }
}
