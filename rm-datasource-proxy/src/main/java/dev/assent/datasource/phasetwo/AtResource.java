package dev.assent.datasource.phasetwo;

import dev.assent.client.BranchEnd;
import dev.assent.client.BranchOrder;
import dev.assent.client.BranchResource;
import dev.assent.datasource.branch.Database;
import dev.assent.datasource.errors.SqlStates;
import dev.assent.datasource.mark.DatabaseIdentity;
import dev.assent.datasource.mark.MarkNonce;
import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.datasource.undo.UndoLog.Branch;
import dev.assent.datasource.undo.UndoResult;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits and rolls back the branches of this database in phase two. */
public final class AtResource implements BranchResource {
    private static final String OTHER_DATABASE = "its database is not connected here";

    private static final Logger log = LoggerFactory.getLogger(AtResource.class);

    private final DataSource target;
    private final UndoLog undoLog;
    private final DatabaseIdentity identity;
    private final MarkNonce nonce;
    private final Patience patience;
    private final String resourceId;

    public AtResource(DataSource target, Database database, MarkNonce nonce) {
        this.target = target;
        this.undoLog = database.undoLog();
        this.identity = database.identity();
        this.nonce = nonce;
        this.patience = new Patience(database.dialect());
        this.resourceId = database.resourceId();
    }

    @Override
    public String resourceId() {
        return resourceId;
    }

    @Override
    public BranchType type() {
        return BranchType.AT;
    }

    @Override
    public @Nullable DatabaseMark mark() {
        return identity.mark();
    }

    @Override
    public boolean writeNonce(DatabaseMark mark, String word) {
        try (Connection connection = target.getConnection()) {
            DatabaseCheck check = identity.checkFor(mark);
            boolean written = nonce.write(connection, check, word);
            if (!written) {
                identity.lookAgain(check, connection);
            }
            return written;
        } catch (SQLException e) {
            log.info("no word can be written into the row of the mark {}", mark, e);
            return false;
        }
    }

    @Override
    public String readNonce(DatabaseMark mark) {
        try (Connection connection = target.getConnection()) {
            return nonce.nonce(connection, identity.checkFor(mark));
        } catch (SQLException e) {
            log.info("the row of the mark {} cannot be read", mark, e);
            return "";
        }
    }

    @Override
    public BranchEnd finish(BranchOrder order) {
        return order.outcome() == Outcome.COMMIT
                ? commitAll(List.of(order)).get(0)
                : rollback(order.xid(), order.branch(), order.mark());
    }

    @Override
    public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
        return finish(new BranchOrder(xid, branch, Outcome.COMMIT, applicationData, identity.mark()))
                .status();
    }

    @Override
    public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
        return rollback(xid, branch, identity.mark()).status();
    }

    @Override
    public int commitsAtOnce() {
        return UndoLog.BLOCK;
    }

    /** Deletes the undo rows in one local transaction. One that is held up by a lock is found by halving. */
    @Override
    public List<BranchEnd> commitAll(List<BranchOrder> orders) {
        try (Connection connection = target.getConnection()) {
            List<Branch> branches = orders.stream().map(AtResource::branch).toList();
            Set<Branch> missing = undoLog.delete(connection, branches, patience.shortest());
            return orders.stream()
                    .map(order -> committed(order, !missing.contains(branch(order))))
                    .toList();
        } catch (SQLException e) {
            if (orders.size() > 1 && SqlStates.isHeldUp(e)) {
                int half = orders.size() / 2;
                return Stream.of(orders.subList(0, half), orders.subList(half, orders.size()))
                        .flatMap(part -> commitAll(part).stream())
                        .toList();
            }
            log.info(
                    "the undo rows of {} branches are still there, the first is branch {} of {}; they are deleted when"
                            + " the coordinator delivers again",
                    orders.size(),
                    orders.get(0).branch(),
                    orders.get(0).xid(),
                    e);
            return Collections.nCopies(
                    orders.size(),
                    BranchEnd.of(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE, String.valueOf(e.getMessage())));
        }
    }

    private static Branch branch(BranchOrder order) {
        return new Branch(order.xid(), order.branch());
    }

    private BranchEnd committed(BranchOrder order, boolean found) {
        DatabaseMark mark = order.mark();
        if (!found && mark != null && !mark.equals(identity.mark())) {
            sayOtherDatabase(order.xid(), order.branch(), mark);
            return BranchEnd.of(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE, OTHER_DATABASE);
        }
        return BranchEnd.committed(found);
    }

    private BranchEnd rollback(Xid xid, BranchId branch, @Nullable DatabaseMark mark) {
        try (Connection connection = target.getConnection()) {
            DatabaseCheck check = mark == null ? null : identity.checkFor(mark);
            UndoResult result = patience.with(lockWait -> undoLog.undo(connection, xid, branch, check, lockWait));
            if (check != null && result instanceof UndoResult.OtherDatabase) {
                sayOtherDatabase(xid, branch, check.mark());
                identity.forget(check);
                return BranchEnd.of(
                        BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, "its database is not connected here");
            }
            return end(xid, branch, result);
        } catch (SQLException e) {
            log.info(
                    "branch {} of {} is not undone yet, it is tried again when the coordinator delivers again: {}",
                    branch,
                    xid,
                    e.getMessage());
            log.debug("branch {} of {} is not undone yet", branch, xid, e);
            return BranchEnd.of(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, String.valueOf(e.getMessage()));
        }
    }

    private void sayOtherDatabase(Xid xid, BranchId branch, DatabaseMark mark) {
        log.warn(
                "branch {} of {} belongs to the database with the mark {}, and {} is not that database (its mark is {});"
                        + " the coordinator delivers again until that database is connected: assent tx show {}",
                branch,
                xid,
                mark,
                resourceId,
                identity.mark(),
                xid);
    }

    @Override
    public void purge(int saveDays) {
        try (Connection connection = target.getConnection()) {
            log.debug(
                    "deleted {} old markers of {}",
                    undoLog.purge(connection, saveDays, patience.shortest()),
                    resourceId);
        } catch (SQLException e) {
            log.info("old markers of {} are still there; they are deleted in a day", resourceId, e);
        }
    }

    private static BranchEnd end(Xid xid, BranchId branch, UndoResult result) {
        if (result instanceof UndoResult.Dirty dirty) {
            log.warn(
                    "branch {} of {} is parked: its rows stay unchanged and locked until an operator resolves it, since others have"
                            + " changed its rows; assent tx show {} says what can be done:\n{}",
                    branch,
                    xid,
                    xid,
                    dirty.report());
            return BranchEnd.of(
                    BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE,
                    "others have changed its rows:\n" + dirty.report());
        }
        if (result instanceof UndoResult.Refused refused) {
            log.warn(
                    "branch {} of {} is parked: its rows stay unchanged and locked until an operator resolves it: {}"
                            + " (assent tx show {} says what can be done)",
                    branch,
                    xid,
                    refused.reason().getMessage(),
                    xid);
            return BranchEnd.of(
                    BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE,
                    String.valueOf(refused.reason().getMessage()));
        }
        log.debug("branch {} of {} is rolled back: {}", branch, xid, result);
        return BranchEnd.of(BranchStatus.PHASE_TWO_ROLLBACKED);
    }
}
