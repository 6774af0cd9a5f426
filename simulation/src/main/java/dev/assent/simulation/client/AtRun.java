package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.simulation.database.LocalTransaction;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Phase one of an AT branch: change the rows, lock them with the coordinator, then commit with an undo row. */
final class AtRun extends BranchRun {
    private static final int MOST_TRIES = 30;
    private static final String HOLDS = "{\"autoCommit\":false}";

    private final boolean autocommit;
    private final boolean waits;
    private LocalTransaction local;
    private int tries;

    AtRun(ClientProcess process, BranchCall call, Consumer<BranchEnd> caller) {
        super(process, call, caller);
        this.autocommit = chance.oneIn(2);
        this.waits = process.isAssent() && !chance.oneIn(4);
        this.local = process.begin(database);
    }

    @Override
    void work() {
        if (!process.usesMarks()) {
            change();
            return;
        }
        process.marks().require(database, found -> {
            if (found.isEmpty()) {
                local.rollback();
                end(BranchEnd.FAILED);
            } else {
                mark = found.get();
                change();
            }
        });
    }

    private void change() {
        local = process.begin(database);
        world.passes("AT images and change", Moment.BEFORE);
        for (Map.Entry<String, Long> move : plan.moves().entrySet()) {
            if (!local.add(move.getKey(), move.getValue())) {
                local.rollback();
                tryAgain(this::work);
                return;
            }
        }
        world.passes("AT images and change", Moment.AFTER);
        process.step(process.workTime(), this::register);
    }

    private void tryAgain(Runnable from) {
        if (++tries < MOST_TRIES) {
            process.step(chance.millis(5, 40), from);
        } else {
            local.rollback();
            end(BranchEnd.FAILED);
        }
    }

    private void register() {
        if (!autocommit && waits) {
            ledger.causes().waitsForRows(xid);
            register(
                    BranchType.AT,
                    lockKey(),
                    HOLDS,
                    Extensions.lockWait(Duration.ofMillis(chance.millis(20, 400) / World.MILLISECOND)));
        } else {
            register(BranchType.AT, lockKey(), autocommit ? null : HOLDS);
        }
    }

    private String lockKey() {
        String table = chance.oneOf(List.of("account", "ACCOUNT", "Account"));
        return table + ':' + String.join(",", plan.moves().keySet());
    }

    /** The rows are kept for the statement, which runs again. */
    private void awaitRows() {
        awaitRows(lockKey(), Duration.ofMillis(chance.millis(20, 5000) / World.MILLISECOND), free -> {
            if (free.isEmpty() || ++tries >= MOST_TRIES) {
                end(BranchEnd.FAILED);
            } else if (free.get()) {
                work();
            } else {
                tryAgain(this::work);
            }
        });
    }

    @Override
    void refused(@Nullable ExceptionCode code) {
        if (code != ExceptionCode.LOCK_KEY_CONFLICT) {
            process.marks().doubt(database);
            local.rollback();
            end(BranchEnd.FAILED);
        } else if (autocommit) {
            local.rollback();
            if (waits) {
                awaitRows();
            } else {
                tryAgain(this::work);
            }
        } else {
            tryAgain(this::register);
        }
    }

    @Override
    void registered() {
        if (tries > 0) {
            world.reached(Marker.LOCK_WAITED_FOR);
        }
        process.step(process.workTime(), this::commit);
    }

    /** Ours never calls that a failure; Seata's does. */
    private void lost() {
        if (process.isAssent()) {
            end(BranchEnd.FAILED);
        } else {
            reportFailure();
        }
    }

    private void commit() {
        if (faults.inject(Fault.LOCAL_COMMIT_FAILS).isPresent()) {
            local.rollback();
            reportFailure();
            return;
        }
        if (isLost(local, () -> database.commit(local, key(), process.isAssent(), mark))) {
            lost();
            return;
        }
        world.passes("AT local commit", Moment.BEFORE);
        long connection = database.connection();
        boolean committed = database.commit(local, key(), process.isAssent(), mark);
        world.passes("AT local commit", Moment.DURING);
        if (database.connection() != connection) {
            lost();
            return;
        }
        if (!committed) {
            boolean lost = mark != null && !database.marks().is(mark);
            world.reached(lost ? Marker.LOCAL_COMMIT_WITHOUT_MARK : Marker.DEFENCE_ROW_MET);
            reportFailure();
            return;
        }
        world.passes("AT local commit", Moment.AFTER);
        faults.inject(Fault.FOREIGN_WRITE).ifPresent(fault -> {
            String row = chance.oneOf(List.copyOf(plan.moves().keySet()));
            world.after(fault.chance().millis(0, 50), () -> database.writeFromOutside(row, 1000));
        });
        if (chance.oneIn(4)) {
            report(BranchStatus.PHASE_ONE_DONE, accepted -> {});
        }
        end(BranchEnd.DONE);
    }
}
