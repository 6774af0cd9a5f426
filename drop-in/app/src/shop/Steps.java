package shop;

import java.util.Map;
import org.apache.seata.core.context.RootContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Each step of the scenario is a request. */
@RestController
public class Steps {
    private final Accounts accounts;
    private final Map<String, Step> steps;

    public Steps(Purchases purchases, ByHand byHand, Accounts accounts) {
        this.accounts = accounts;
        this.steps = Map.ofEntries(
                Map.entry("buy", (row, other) -> purchases.buy(row, true)),
                Map.entry("fail", (row, other) -> purchases.buy(row, false)),
                Map.entry("buyWithoutMail", (row, other) -> nothing(() -> purchases.buyWithoutMail(row))),
                Map.entry("buyAndNote", (row, other) -> nothing(() -> purchases.buyAndNote(row, other))),
                Map.entry("buyOutside", (row, other) -> nothing(() -> purchases.buyOutside(row))),
                Map.entry("buyAndKeep", (row, other) -> nothing(() -> purchases.buyAndKeep(row, other))),
                Map.entry("context", (row, other) -> purchases.context() + " " + RootContext.getXID()),
                Map.entry("events", (row, other) -> purchases.events()),
                Map.entry("byHand", (row, other) -> byHand.buy(row, true)),
                Map.entry("byHandInVain", (row, other) -> byHand.buy(row, false)),
                Map.entry("begin", (row, other) -> byHand.begin(row)),
                Map.entry("rollback", (row, other) -> byHand.rollback()),
                Map.entry("rollbackByXid", (row, other) -> byHand.rollbackByXid()),
                Map.entry("template", (row, other) -> byHand.template(row, "returns")),
                Map.entry("templateFails", (row, other) -> byHand.template(row, "fails")),
                Map.entry("templateShrugs", (row, other) -> byHand.template(row, "shrugs")),
                Map.entry("settled", (row, other) -> "" + accounts.settled(row)),
                Map.entry("addWhenSettled", (row, other) -> nothing(() -> accounts.addWhenSettled(row, 1))),
                Map.entry("lockTemplate", (row, other) -> "" + byHand.settled(row)));
    }

    @GetMapping("/step/{name}")
    public String step(@PathVariable String name, @RequestParam int row, @RequestParam(defaultValue = "0") int other) {
        try {
            return "returned " + steps.get(name).run(row, other);
        } catch (BusinessException | IllegalStateException e) {
            return "threw " + e.getClass().getSimpleName() + " " + e.getMessage();
        } catch (Throwable e) {
            e.printStackTrace();
            return "threw";
        }
    }

    /** As the other service. */
    @GetMapping("/take")
    public String take(@RequestParam int row) {
        accounts.add(row, 10);
        return String.valueOf(RootContext.getXID());
    }

    private static String nothing(Runnable call) {
        call.run();
        return "nothing";
    }

    private interface Step {
        String run(int row, int other) throws Throwable;
    }
}
