package dev.assent.benchmarks.at;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.datasource.AtDataSource;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import javax.sql.DataSource;

/** Our AT mode. A class of its own, so that the others do without our jars. */
final class AssentTransactions {
    private AssentTransactions() {}

    static Purchase.Way of(DataSource accounts, DataSource shop, String coordinator) throws Exception {
        AssentClient client = AssentClient.connect(ClientOptions.to(coordinator, "benchmark"));
        Purchase.Way branches =
                new LocalTransactions(AtDataSource.wrap(accounts, client), AtDataSource.wrap(shop, client));
        GlobalTransactions transactions = new GlobalTransactions(client);
        TransactionOptions options = TransactionOptions.named("purchase");
        return purchase -> transactions.run(options, () -> branches.make(purchase));
    }
}
