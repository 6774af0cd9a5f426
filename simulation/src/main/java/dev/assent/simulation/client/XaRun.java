package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.ExceptionCode;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.LocalTransaction;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Phase one of an XA branch: register, change the rows, prepare. */
final class XaRun extends BranchRun {
    private final LocalTransaction local;

    XaRun(ClientProcess process, BranchCall call, Consumer<BranchEnd> caller) {
        super(process, call, caller);
        this.local = process.begin(database);
    }

    @Override
    void work() {
        register(BranchType.XA, null, null);
    }

    @Override
    void refused(@Nullable ExceptionCode code) {
        local.rollback();
        end(BranchEnd.FAILED);
    }

    @Override
    void registered() {
        process.step(process.workTime(), this::change);
    }

    private void change() {
        if (plan.moves().isEmpty()) {
            world.reached(Marker.READ_ONLY_BRANCH);
            local.rollback();
            report(BranchStatus.PHASE_ONE_RDONLY, accepted -> end(BranchEnd.DONE));
            return;
        }
        for (Map.Entry<String, Long> move : plan.moves().entrySet()) {
            if (!local.add(move.getKey(), move.getValue())) {
                local.rollback();
                reportFailure();
                return;
            }
        }
        process.step(this::prepare);
    }

    private void prepare() {
        if (faults.inject(Fault.LOCAL_COMMIT_FAILS).isPresent()) {
            local.rollback();
            reportFailure();
            return;
        }
        if (isLost(local, () -> database.prepared().prepare(local, key()))) {
            end(BranchEnd.FAILED);
            return;
        }
        if (!database.prepared().prepare(local, key())) {
            world.reached(Marker.DEFENCE_ROW_MET);
            end(BranchEnd.FAILED);
            return;
        }
        process.handOver(local);
        if (faults.inject(Fault.DECIDED_BY_HAND).isPresent()) {
            endAllByHand();
        }
        if (chance.oneIn(2)) {
            report(BranchStatus.PHASE_ONE_DONE, accepted -> end(BranchEnd.DONE));
        } else {
            end(BranchEnd.DONE);
        }
    }

    /** This branch, and sometimes the transaction's others. */
    private void endAllByHand() {
        boolean others = chance.oneIn(2);
        process.databases()
                .forEach(each -> each.unfinished().keySet().stream()
                        .filter(branch -> branch.equals(key()) || (others && isOfThisTransaction(branch)))
                        .toList()
                        .forEach(each.prepared()::endByHand));
    }

    private boolean isOfThisTransaction(BranchKey branch) {
        return branch.xid().equals(key().xid());
    }
}
