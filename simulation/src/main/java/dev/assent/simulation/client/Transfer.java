package dev.assent.simulation.client;

import dev.assent.model.BranchType;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.util.List;
import java.util.function.Consumer;

/** One global transaction, as its caller lives through it: begin, one branch after the other, commit or rollback. */
final class Transfer {
    private static final long CALL_PATIENCE = 4 * World.SECOND;

    private final ClientProcess process;
    private final World world;
    private final String name;
    private final Chance chance;
    private final FaultPoint faults;
    private final Plan plan;
    private final List<ClientProcess> services;
    private String xid = "";

    Transfer(ClientProcess process, String name, Plan plan, List<ClientProcess> services) {
        this.process = process;
        this.world = process.world();
        this.name = name;
        this.chance = world.chance(name);
        this.faults = process.place().profile().at(name);
        this.plan = plan;
        this.services = services;
    }

    void start() {
        long asked = world.now();
        process.link().ask(new GlobalBeginRequest(plan.timeoutMillis(), "transfer"), answer -> {
            if (answer.message() instanceof GlobalBeginResponse response
                    && response.result().success()
                    && response.xid() != null) {
                xid = response.xid();
                process.place().ledger().begun(xid);
                process.place().ledger().causes().begins(xid, asked, plan.timeoutMillis());
                world.say(process + " begins " + xid);
                runBranch(0);
            } else {
                process.scriptEnded();
            }
        });
    }

    private void runBranch(int number) {
        if (number == plan.branches().size()) {
            end(true);
            return;
        }
        BranchCall branch = new BranchCall(
                name + " leg " + (number + 1), xid, plan.branches().get(number));
        call(branch, how -> {
            boolean careless = how == BranchEnd.TRY_FAILED
                    && faults.inject(Fault.CARELESS_CALLER).isPresent();
            if (how == BranchEnd.DONE || careless) {
                runBranch(number + 1);
            } else {
                // a careless caller commits all the same: the coordinator knows better
                end(how == BranchEnd.FAILED_AND_REPORTED
                        && plan.branches().get(number).type() == BranchType.XA
                        && chance.oneIn(2));
            }
        });
    }

    /** Calls this process or another one. A process that does not answer in time has failed, whatever it does later. */
    private void call(BranchCall call, Consumer<BranchEnd> then) {
        ClientProcess service = chance.oneIn(2) ? process : chance.oneOf(services);
        Once once = new Once(then);
        Consumer<BranchEnd> back = process.hear(once);
        service.step(() -> BranchRun.of(service, call, back).start());
        process.step(CALL_PATIENCE, () -> once.accept(BranchEnd.FAILED));
    }

    private void end(boolean good) {
        if (plan.branches().isEmpty()) {
            world.reached(Marker.EMPTY_TRANSACTION);
        }
        if (faults.inject(Fault.CALLER_WALKS_AWAY).isPresent()) {
            world.reached(Marker.CALLER_WALKED_AWAY);
            process.scriptEnded();
            return;
        }
        boolean commit = good && !chance.oneIn(8);
        long pause = chance.oneIn(12) ? chance.millis(1000, 12_000) : chance.micros(10, 3000);
        process.step(pause, () -> new Ending(process, chance, xid, commit).start());
    }

    private static final class Once implements Consumer<BranchEnd> {
        private final Consumer<BranchEnd> then;
        private boolean done;

        Once(Consumer<BranchEnd> then) {
            this.then = then;
        }

        @Override
        public void accept(BranchEnd how) {
            if (!done) {
                done = true;
                then.accept(how);
            }
        }
    }
}
