package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class Seata180ClientTest extends SeataClientTest {
    Seata180ClientTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, SeataVersion.V1_8_0);
    }
}
