package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class Seata210ClientTest extends SeataClientTest {
    Seata210ClientTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, SeataVersion.V2_1_0);
    }
}
