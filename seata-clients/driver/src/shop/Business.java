package shop;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** The single steps, as an application's services. */
final class Business {
    private final Databases databases;
    private final LateTransactions transactions;
    private final Action action;
    private final ObjectProvider<Sagas> sagas;

    Business(Databases databases, LateTransactions transactions, Action action, ObjectProvider<Sagas> sagas) {
        this.databases = databases;
        this.transactions = transactions;
        this.action = action;
        this.sagas = sagas;
    }

    String step(List<String> words) throws Exception {
        switch (words.get(0)) {
            case "sql":
                return databases.run(words.get(1), words.subList(2, words.size()));
            case "try":
                return reserve(words.get(1));
            case "lateTry":
                transactions.beLate();
                return reserve(words.get(1));
            case "open":
                transactions.open();
                return "open";
            case "saga":
                return sagas.getObject().run(words.get(1), words.get(2));
            default:
                throw new IllegalArgumentException("Expected a step, but it is '" + words.get(0) + "'");
        }
    }

    private String reserve(String item) {
        return action.reserve(null, item) ? "reserved" : "refused";
    }
}
