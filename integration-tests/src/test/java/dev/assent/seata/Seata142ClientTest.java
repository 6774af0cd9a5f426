package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class Seata142ClientTest extends SeataClientTest {
    Seata142ClientTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, SeataVersion.V1_4_2);
    }
}
