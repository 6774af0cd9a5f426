package dev.assent.simulation;

import dev.assent.core.Command;
import dev.assent.core.Listing;
import dev.assent.core.Listing.Which;
import dev.assent.core.Operation;
import dev.assent.core.Reply;
import dev.assent.model.Xid;
import dev.assent.simulation.client.ClientContext;
import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.ledger.Interventions;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.util.function.Consumer;

/** A person who looks at unfinished transactions and asks the coordinator to retry, pause, resume or force one. */
final class Operator {
    private static final int LOOKS_AT = 20;

    private final World world;
    private final ClientContext context;
    private final CoordinatorProcess coordinator;
    private final Interventions interventions;
    private final Chance chance;
    private final FaultPoint faults;
    private boolean done;

    Operator(ClientContext context, CoordinatorProcess coordinator) {
        this.world = context.world();
        this.context = context;
        this.coordinator = coordinator;
        this.interventions = context.ledger().interventions();
        this.chance = world.chance("operator");
        this.faults = context.profile().at("the operator");
    }

    void wake() {
        if (faults.faultsAreOver()) {
            return;
        }
        faults.inject(Fault.OPERATOR_RETRIES).ifPresent(fault -> pick(Which.PARKED, fault.chance(), this::retry));
        faults.inject(Fault.OPERATOR_PAUSES).ifPresent(fault -> pick(Which.FINISHING, fault.chance(), this::pause));
        faults.inject(Fault.OPERATOR_FORCES).ifPresent(fault -> {
            Which which = fault.chance().oneIn(2) ? Which.PARKED : Which.FINISHING;
            pick(which, fault.chance(), this::force);
        });
        interventions.mayBePaused().stream().filter(xid -> chance.oneIn(8)).forEach(this::resume);
        world.after(chance.millis(500, 1500), this::wake);
    }

    /**
     * Resumes everything: what is paused never ends by itself. Asks the coordinator for them, as a person would: the
     * answers to a pause and to a resume may have crossed.
     */
    void resumeAll() {
        done = false;
        coordinator.list(new Listing(Which.PAUSED, null, null, Integer.MAX_VALUE), paused -> {
            done = paused.isEmpty() && interventions.mayBePaused().isEmpty();
            paused.forEach(this::resume);
        });
        interventions.mayBePaused().forEach(this::resume);
        world.after(chance.millis(2000, 4000), () -> {
            if (!done) {
                resumeAll();
            }
        });
    }

    boolean isDone() {
        return done;
    }

    private void pick(Which which, Chance how, Consumer<String> then) {
        coordinator.list(new Listing(which, null, null, LOOKS_AT), xids -> {
            if (!xids.isEmpty() && !faults.faultsAreOver()) {
                then.accept(how.oneOf(xids));
            }
        });
    }

    private void retry(String xid) {
        ask(new Command.Operate(new Xid(xid), Operation.RETRY, ""), () -> world.reached(Marker.OPERATOR_RETRIED));
    }

    private void pause(String xid) {
        long request = interventions.asksToStop(xid);
        ask(new Command.Operate(new Xid(xid), Operation.PAUSE, ""), () -> {
            world.reached(Marker.OPERATOR_PAUSED);
            interventions.paused(xid, request);
        });
    }

    private void resume(String xid) {
        long request = interventions.asksToResume(xid);
        world.say("an operator asks to resume " + xid);
        coordinator.operate(new Command.Operate(new Xid(xid), Operation.RESUME, ""), reply -> {
            world.reached(Marker.OPERATOR_RESUMED);
            interventions.resumed(xid, request);
        });
    }

    private void force(String xid) {
        interventions.asksToForce(xid);
        context.databases().forEach(database -> database.abandon(xid));
        ask(new Command.Operate(new Xid(xid), Operation.FORCE, "the simulation wants it"), () -> {
            world.reached(Marker.OPERATOR_FORCED);
            interventions.forced(xid);
        });
    }

    private void ask(Command.Operate wish, Runnable done) {
        world.say("an operator asks for " + wish);
        coordinator.operate(wish, reply -> {
            if (reply instanceof Reply.Explained) {
                done.run();
            }
        });
    }
}
