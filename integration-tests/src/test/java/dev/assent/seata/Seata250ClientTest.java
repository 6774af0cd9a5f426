package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class Seata250ClientTest extends SeataClientTest implements SagaContract {
    Seata250ClientTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, SeataVersion.V2_5_0);
    }
}
