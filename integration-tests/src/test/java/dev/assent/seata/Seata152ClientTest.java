package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class Seata152ClientTest extends SeataClientTest {
    Seata152ClientTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, SeataVersion.V1_5_2);
    }
}
