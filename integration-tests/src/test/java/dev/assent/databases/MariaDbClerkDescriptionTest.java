package dev.assent.databases;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mariadb.jdbc.MariaDbDataSource;

/** As a user without the privilege PROCESS, who does not see at once which foreign keys refer to a table. */
@ExtendWith(SharedServers.class)
final class MariaDbClerkDescriptionTest extends MariaDbDescriptionTest {
    MariaDbClerkDescriptionTest(DatabaseServers servers) {
        super(servers);
    }

    @Override
    protected DataSource emptied() throws SQLException {
        MariaDbDataSource source = (MariaDbDataSource) super.emptied();
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("CREATE USER IF NOT EXISTS cashier@'%'");
            s.execute("GRANT ALL ON `" + c.getCatalog() + "`.* TO cashier@'%'");
            s.execute("GRANT ALL ON other.* TO cashier@'%'");
        }
        MariaDbDataSource clerks = new MariaDbDataSource(source.getUrl());
        clerks.setUser("cashier");
        return clerks;
    }

    @Override
    protected List<Change> changes() {
        return super.changes().stream()
                .filter(change -> change.name().contains("foreign key of"))
                .toList();
    }
}
