package dev.assent.core;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Reply.Refused;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoreErrorsTest {
    @Test
    void theyAllSpeakAlike() {
        Xid xid = new Xid("a:1");
        BranchId branch = new BranchId(3);
        LockKey row = new LockKey("db", "account", "7");
        List<Refused> all = List.of(
                CoreErrors.rowLocked(xid, row, new Xid("b:2")),
                CoreErrors.rowLockedByRollback(xid, row, new Xid("b:2")),
                CoreErrors.noSpace(),
                CoreErrors.rolledBack(
                        xid, new TransactionStatus(TransactionState.ROLLING_BACK, Cause.TIMEOUT, false, false)),
                CoreErrors.rolledBack(
                        xid, new TransactionStatus(TransactionState.ROLLED_BACK, Cause.USER, true, false)),
                CoreErrors.unknownTransaction(xid),
                CoreErrors.committed(xid),
                CoreErrors.unknownBranch(xid, branch),
                CoreErrors.badLockKey("Expected a lock key, but got none"),
                CoreErrors.badReport(xid, branch, BranchStatus.PHASE_TWO_COMMITTED),
                CoreErrors.mixed(xid, BranchType.SAGA),
                CoreErrors.undecided(xid, Instant.parse("2026-01-01T12:00:00Z")),
                CoreErrors.nothingLeft(
                        xid, new TransactionStatus(TransactionState.ROLLBACK_ABANDONED, Cause.USER, true, false)),
                CoreErrors.paused(xid),
                CoreErrors.noReason(xid),
                CoreErrors.longReason(xid, 1000, 1001),
                CoreErrors.memoryIsFull(2 << 20, 1 << 20),
                CoreErrors.manyBranches(xid, 20_000),
                CoreErrors.longTimeout(Duration.ofHours(2), Duration.ofHours(1)),
                CoreErrors.nameTaken("db", new DatabaseMark("m-1"), new DatabaseMark("m-2"), null),
                CoreErrors.nameTaken("db", new DatabaseMark("m-1"), new DatabaseMark("m-2"), "a:1"),
                CoreErrors.markMissing("db", new DatabaseMark("m-1"), 2, xid),
                CoreErrors.manyNames("db", 100_000),
                CoreErrors.manyOrders("db", 1_000));

        assertThat(all.stream().map(Refused::sentence).collect(joining("\n", "", "\n")))
                .isEqualTo("""
                ASN-1101: Expected transaction a:1 to lock row db account:7, but transaction b:2 holds it.
                ASN-1102: Expected transaction a:1 to lock row db account:7, but transaction b:2 holds it and is rolling back. \
                Roll the local transaction back first: the undo may need its database row.
                ASN-1103: Expected the coordinator to take new work, but its disk is nearly full. Open transactions can still be ended.
                ASN-2101: Expected transaction a:1 to be open, but it is being rolled back by its time-out.
                ASN-2101: Expected transaction a:1 to be open, but it is rolled back by its application.
                ASN-3101: Expected the coordinator to know transaction a:1, but it never began, ended and was forgotten, \
                or had no branches when the coordinator restarted.
                ASN-4101: Expected transaction a:1 to be open, but it is committed.
                ASN-4102: Expected transaction a:1 to have branch 3, but it has none of that id.
                ASN-4103: Expected a lock key, but got none.
                ASN-4104: Expected the report on branch 3 of transaction a:1 to be of phase one, but it says PHASE_TWO_COMMITTED.
                ASN-4105: Expected the branches of transaction a:1 to be all of type SAGA or none, but one of type SAGA asks to join.
                ASN-4106: Expected transaction a:1 to be decided, but it is open. Its application may still commit it or \
                roll it back; if neither comes, it is rolled back by its time-out at 2026-01-01T12:00:00Z.
                ASN-4107: Expected transaction a:1 to have pending deliveries, but it has ended: \
                its rollback was decided and ended by force.
                ASN-4108: Expected the outcome of transaction a:1 to be delivered, but an operator has paused that. Resume it first.
                ASN-4109: Expected a reason for ending transaction a:1 by force, but it is blank. A later reader of its history will need it.
                ASN-4110: Expected the reason for ending transaction a:1 by force to have at most 1000 characters, but it has 1001.
                ASN-1104: Expected the coordinator to take new work, but what it holds takes 2048 KiB of its memory budget \
                of 1024 KiB (memory-budget-mib). Open transactions can still be ended.
                ASN-1105: Expected transaction a:1 to have at most 20000 branches (branches-per-transaction), but one more asks to join.
                ASN-4111: Expected the time-out of a transaction to be at most 3600 s (longest-transaction-timeout-s), but it is 7200 s.
                ASN-4112: Expected resource db to be the database with the mark m-1, but it has the mark m-2, and a client that \
                knows no marks serves that name. Give one of the two databases another name in its URL.
                ASN-4112: Expected resource db to be the database with the mark m-1, but it has the mark m-2, and a client that \
                knows no marks has an open branch there, of transaction a:1. Give one of the two databases another name in its URL.
                ASN-4113: Expected database db to have the mark m-1, but it has none, and 2 open transactions have branches there, \
                the first is a:1. If it is the same database, run: assent resource adopt db; if it is a new one, run: \
                assent resource renew db.
                ASN-1106: Expected at most 100000 names of databases to be known, but db is one more.
                ASN-1107: Expected at most 1000 orders of marks to wait for their databases, but the one for db is one more.
                """);
        assertThat(EnumSet.copyOf(all.stream().map(Refused::reason).toList()))
                .as("a sentence for every reason")
                .isEqualTo(EnumSet.allOf(Refusal.class));
    }
}
