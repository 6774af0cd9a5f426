package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import java.io.IOException;
import java.sql.SQLException;

/** Our services with Seata's server 2.0.0. It forgets what has ended, so a late commit gets no outcome. */
final class SeataServerTest extends ServiceContract {
    SeataServerTest(DatabaseServers servers) throws SQLException, IOException, InterruptedException {
        super(servers, SeataServer::start);
    }

    @Override
    Class<? extends AssentException> answerToALateCommit() {
        return OutcomeUnknown.class;
    }
}
