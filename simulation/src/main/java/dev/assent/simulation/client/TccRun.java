package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.ExceptionCode;
import dev.assent.simulation.database.LocalTransaction;
import dev.assent.simulation.database.Reservations;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Moment;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Phase one of a TCC branch: register, try behind the fence, and sometimes add to its context. */
final class TccRun extends BranchRun {
    private final LocalTransaction local;
    private int contexts;

    TccRun(ClientProcess process, BranchCall call, Consumer<BranchEnd> caller) {
        super(process, call, caller);
        this.local = process.begin(database);
    }

    @Override
    void work() {
        register(BranchType.TCC, null, nextContext());
    }

    @Override
    void refused(@Nullable ExceptionCode code) {
        local.rollback();
        end(BranchEnd.FAILED);
    }

    @Override
    void registered() {
        if (chance.oneIn(2)) {
            process.step(process.workTime(), this::tryOut);
        } else {
            addContext(this::tryOut);
        }
    }

    /** If the coordinator does not acknowledge the addition, the try fails, as the user's code would. */
    private void addContext(Runnable then) {
        String context = nextContext();
        ledger.contextSent(key(), context);
        report(BranchStatus.REGISTERED, context, accepted -> {
            if (accepted) {
                ledger.contextAccepted(key(), context);
                process.step(process.workTime(), then);
            } else {
                local.rollback();
                end(BranchEnd.TRY_FAILED);
            }
        });
    }

    private void tryOut() {
        world.passes("TCC try", Moment.BEFORE);
        for (Map.Entry<String, Long> move : plan.moves().entrySet()) {
            if (!local.add(Reservations.reservedOf(move.getKey()), move.getValue())) {
                local.rollback();
                end(BranchEnd.TRY_FAILED);
                return;
            }
        }
        world.passes("TCC try", Moment.AFTER);
        process.step(process.workTime(), this::commitTry);
    }

    private void commitTry() {
        world.passes("TCC local commit of the try", Moment.BEFORE);
        long connection = database.connection();
        if (faults.inject(Fault.LOCAL_COMMIT_FAILS).isPresent()) {
            local.rollback();
            end(BranchEnd.TRY_FAILED);
            return;
        }
        if (isLost(local, () -> database.reservations().commitTry(local, key(), plan.moves()))) {
            end(BranchEnd.TRY_FAILED);
            return;
        }
        boolean committed = database.reservations().commitTry(local, key(), plan.moves());
        world.passes("TCC local commit of the try", Moment.DURING);
        if (database.connection() != connection) {
            end(BranchEnd.TRY_FAILED); // committed or not
            return;
        }
        world.passes("TCC local commit of the try", Moment.AFTER);
        if (!committed) {
            world.reached(Marker.TRY_SUSPENDED);
            end(BranchEnd.TRY_FAILED);
        } else if (chance.oneIn(4)) {
            addContext(() -> end(BranchEnd.DONE));
        } else {
            end(BranchEnd.DONE);
        }
    }

    /** Quotes and a letter beyond ASCII: it comes back byte for byte, or not at all. */
    private String nextContext() {
        return "{\"actionContext\":{\"actionName\":\"%s\",\"useTCCFence\":true,\"größe\":\"%d\"}}"
                .formatted(ClientContext.action(database), ++contexts);
    }
}
