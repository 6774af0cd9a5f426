package dev.assent.simulation.client;

import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comes when all is quiet, asks the coordinator about every transaction and every row, and looks at the databases. */
public final class Auditor {
    private static final String TABLE = "account:";

    private final ClientProcess process;
    private final ClientContext place;
    private final Ledger ledger;
    private int open;

    public Auditor(ClientProcess process) {
        this.process = process;
        this.place = process.place();
        this.ledger = place.ledger();
    }

    /** Whether every question has been answered. */
    public boolean isDone() {
        return open == 0;
    }

    public void begin() {
        process.start();
        StatusChecker statusChecker = new StatusChecker(place.world(), ledger);
        for (String xid : ledger.xids()) {
            if (ledger.hasBranches(xid)) {
                askStatus(xid, statusChecker);
            }
        }
        for (Database database : place.databases()) {
            if (isAskedAbout(database)) {
                database.rows().forEach(row -> askLock(database, row));
            }
        }
    }

    private void askStatus(String xid, StatusChecker statusChecker) {
        open++;
        process.link().ask(new GlobalStatusRequest(xid, null), answer -> {
            open--;
            if (!(answer.message() instanceof GlobalStatusResponse response)) {
                throw new Violation(Promise.COMPLETION, "Expected an answer about " + xid + ", but none came");
            }
            if (ledger.keepsFailing(xid) && ledger.mayBeParked(xid)) {
                return;
            }
            if (!statusChecker.isFinal(xid, Question.STATUS, response.globalStatus(), answer.detail())) {
                throw new Violation(
                        Promise.COMPLETION, "Expected " + xid + " to have ended, but it is " + response.globalStatus());
            }
        });
    }

    /**
     * A copy that has its original's mark still was never accepted: no row of it is locked, and its mark is not its own. One
     * without a mark was never used, and its name may be another's.
     */
    private boolean isAskedAbout(Database database) {
        boolean wasUsed = database.marks().find().isPresent() || isAskedAboutByName();
        return wasUsed
                && place.databases().stream()
                        .filter(other -> other != database)
                        .noneMatch(other -> database == place.names().copy()
                                && database.marks().find().equals(other.marks().find()));
    }

    private boolean isAskedAboutByName() {
        return !place.names().areMarked() || place.names().kind() == DatabaseNames.Kind.LOST_MARK;
    }

    private void askLock(Database database, String row) {
        open++;
        GlobalLockQueryRequest query =
                new GlobalLockQueryRequest(null, BranchType.AT, database.name(), TABLE + row, null);
        Map<String, @Nullable String> head = isAskedAboutByName()
                ? Map.of()
                : database.marks().find().map(Extensions::mark).orElse(Map.of());
        process.link().ask(query, head, answer -> {
            open--;
            if (!(answer.message() instanceof GlobalLockQueryResponse response)) {
                throw new Violation(Promise.COMPLETION, "Expected an answer about row " + row + ", but none came");
            }
            checkLock(database, row, response.lockable());
        });
    }

    private void checkLock(Database database, String row, boolean free) {
        if (free && database.mayBeUndone(row, xid -> !ledger.mayBeForced(xid) && !ledger.waitsForLostMark(xid))) {
            throw new Violation(
                    Promise.LOCKS_OWNED,
                    "Expected row " + row + " of " + database.name()
                            + " to be locked, since its change is not undone, but it is free");
        }
        if (!free && !ledger.mayBeLocked(database.name(), row, ledger.parkable())) {
            throw new Violation(
                    Promise.LOCKS_OWNED,
                    "Expected row " + row + " of " + database.name()
                            + " to be free, since nothing is left to do on it, but it is locked");
        }
    }

    /** What can be seen without asking anybody. */
    public void checkDatabases() {
        for (Database database : place.databases()) {
            Set<BranchKey> waiting = waiting(database.unfinished());
            database.unfinished().forEach((branch, rows) -> {
                if (!waiting.contains(branch)) {
                    throw new Violation(
                            Promise.COMPLETION,
                            "Expected branch " + branch + " to be ended in " + database.name() + ", but its changes of "
                                    + rows + " wait for it");
                }
            });
            for (String row : database.rows()) {
                if (database.value(row) != ledger.expected(database.name(), row)) {
                    throw new Violation(
                            Promise.EXACT_UNDO,
                            "Expected row " + row + " of " + database.name() + " to be "
                                    + ledger.expected(database.name(), row) + ", but it is " + database.value(row));
                }
            }
            if (database.rowsInUse() > 0) {
                throw new Violation(
                        Promise.COMPLETION,
                        "Expected no transaction to hold rows of " + database.name() + ", but " + database.rowsInUse()
                                + " are held");
            }
        }
        for (String xid : ledger.xids()) {
            checkSum(xid);
        }
    }

    /**
     * Branches that may be parked, and all branches of the same transaction that are connected to them by shared rows.
     */
    private Set<BranchKey> waiting(Map<BranchKey, Set<String>> unfinished) {
        Set<BranchKey> waiting = new LinkedHashSet<>();
        unfinished.keySet().stream().filter(ledger::mayBeParked).forEach(waiting::add);
        boolean more = true;
        while (more) {
            more = unfinished.keySet().stream()
                    .filter(branch -> waiting.stream()
                            .anyMatch(other -> other.xid().equals(branch.xid())
                                    && !Collections.disjoint(unfinished.get(branch), unfinished.get(other))))
                    .toList()
                    .stream()
                    .anyMatch(waiting::add);
        }
        return waiting;
    }

    private void checkSum(String xid) {
        boolean allOrNothing = ledger.isCommitted(xid) ? ledger.balance(xid) == 0 : !ledger.changedAnything(xid);
        if (!allOrNothing && !ledger.mayBeParked(xid)) {
            throw new Violation(
                    Promise.ONE_DECISION,
                    "Expected " + xid + " to be done everywhere or nowhere, but a sum of " + ledger.balance(xid)
                            + " stands");
        }
    }

    /** Begins as many transactions, with a branch each: the ledger knows whether their numbers are new. */
    public void drawNumbers(int count) {
        String resource = place.databases().get(0).name();
        for (int i = 0; i < count; i++) {
            open++;
            process.link().ask(new GlobalBeginRequest(60_000, "audit"), answer -> {
                if (!(answer.message() instanceof GlobalBeginResponse response) || response.xid() == null) {
                    throw new Violation(
                            Promise.NEW_NUMBERS, "Expected a transaction to begin on a new disk, but got " + answer);
                }
                ledger.begun(response.xid());
                drawBranch(response.xid(), resource);
            });
        }
    }

    private void drawBranch(String xid, String resource) {
        process.link().ask(new BranchRegisterRequest(xid, BranchType.XA, resource, null, null), answer -> {
            open--;
            if (!(answer.message() instanceof BranchRegisterResponse response)
                    || !response.result().success()) {
                throw new Violation(
                        Promise.NEW_NUMBERS, "Expected a branch to register on a new disk, but got " + answer);
            }
            ledger.registered(xid, response.branchId(), resource, List.of(), answer.request());
        });
    }
}
