package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class DropInOnOurStarterTest extends DropInTest {
    DropInOnOurStarterTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, Starter.OURS);
    }
}
