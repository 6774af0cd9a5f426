package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.RolledBack;
import java.io.IOException;
import java.sql.SQLException;

/** Our services with our coordinator, on databases whose undo log was made for Seata. */
final class SeataTablesTest extends ServiceContract {
    SeataTablesTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, run -> Coordinator.start(run).address());
    }

    @Override
    Class<? extends AssentException> answerToALateCommit() {
        return RolledBack.class;
    }
}
