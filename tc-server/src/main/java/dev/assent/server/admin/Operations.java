package dev.assent.server.admin;

import dev.assent.model.Xid;
import dev.assent.server.view.DatabaseDone;
import dev.assent.server.view.DatabaseList;
import dev.assent.server.view.Done;
import dev.assent.server.view.Operation;
import dev.assent.server.view.Overview;
import dev.assent.server.view.Page;
import dev.assent.server.view.TransactionView;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The coordinator as its operators see it. No method blocks; every answer comes, on any thread, when what it says is
 * durable.
 */
public interface Operations {
    CompletionStage<Overview> overview();

    CompletionStage<Page> list(Filter filter);

    /** Empty if the coordinator does not know the transaction. */
    CompletionStage<Optional<TransactionView>> find(Xid xid);

    /** The names of databases. */
    CompletionStage<DatabaseList> databases();

    /** The database of that name has lost its mark and is to get it again; fails if no mark of it is known. */
    CompletionStage<DatabaseDone> adopt(String name);

    /** The database of that name is another than the one with its mark, and is to get one of its own. */
    CompletionStage<DatabaseDone> renew(String name);

    /**
     * @param reason for the record; empty if none was given
     * @return when the change is durable; fails with an {@link dev.assent.model.AssentException} if the coordinator
     *     refuses, empty if it does not know the transaction
     */
    CompletionStage<Optional<Done>> operate(Xid xid, Operation operation, String reason);
}
