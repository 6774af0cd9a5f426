package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;

final class DropInOnSeatasStarterTest extends DropInTest {
    DropInOnSeatasStarterTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, Starter.SEATAS);
    }
}
