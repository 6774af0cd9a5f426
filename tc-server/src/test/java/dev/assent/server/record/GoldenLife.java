package dev.assent.server.record;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.BranchAnswer;
import dev.assent.core.BranchAnswer.Failing;
import dev.assent.core.BranchAnswer.Never;
import dev.assent.core.Command;
import dev.assent.core.Operation;
import dev.assent.core.SagaReport;
import dev.assent.journal.JournalOptions;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happened before a data directory was left.
 *
 * @param fileName of the recorded directory, without a suffix
 */
record GoldenLife(String fileName, JournalOptions options, Consumer<RecordedCoordinator> events) {
    /** One segment holds all: no snapshot takes the place of a fact. */
    private static final JournalOptions ONE_SEGMENT = new JournalOptions(32 << 10, 1);

    private static final JournalOptions MANY_SEGMENTS = new JournalOptions(4 << 10, 2);

    private static final String DB = "jdbc:mysql://db:3306/stock";
    private static final String ORDERS = "jdbc:postgresql://pg:5432/orders";
    private static final DatabaseMark MARK = new DatabaseMark("5d1f0c9e-stock");
    private static final String TCC = "reservePayment";

    static List<GoldenLife> all() {
        return List.of(
                new GoldenLife("open", GoldenLife::open),
                new GoldenLife("committing", GoldenLife::committing),
                new GoldenLife("rolling-back", GoldenLife::rollingBack),
                new GoldenLife("parked", GoldenLife::parked),
                new GoldenLife("saga", GoldenLife::saga),
                new GoldenLife("abandoned", GoldenLife::abandoned),
                new GoldenLife("databases", GoldenLife::databases),
                new GoldenLife("remembered", GoldenLife::remembered),
                new GoldenLife("snapshot-of-all", GoldenLife::snapshotOfAll),
                new GoldenLife("snapshot-and-segments", MANY_SEGMENTS, GoldenLife::snapshotAndSegments));
    }

    private GoldenLife(String fileName, Consumer<RecordedCoordinator> events) {
        this(fileName, ONE_SEGMENT, events);
    }

    private static void open(RecordedCoordinator c) {
        Xid shopping = c.begins("purchase");
        c.joins(shopping, BranchType.AT, DB, "stock_tbl:1,2;account_tbl:7");
        BranchId tcc = c.joins(shopping, BranchType.TCC, TCC, null, "{\"amount\":\"12,50 €\"}");
        c.reports(shopping, tcc, BranchStatus.PHASE_ONE_DONE, "{\"amount\":\"12,50 €\",\"reserved\":true}");
        c.joins(shopping, BranchType.XA, ORDERS, null);
        Xid legacy = c.begins("transfer", RecordedCoordinator.LEGACY);
        c.joins(new Command.Register(
                legacy, BranchType.AT, DB, "stock_tbl:3", null, true, RecordedCoordinator.LEGACY, null, false));
        c.joins(legacy, BranchType.SAGA_ANNOTATION, "shipParcel", null);
        c.begins("no branch, so no record");
    }

    private static void committing(RecordedCoordinator c) {
        Xid xid = c.begins("purchase");
        BranchId done = c.joins(xid, BranchType.AT, DB, "stock_tbl:1");
        c.joins(xid, BranchType.TCC, TCC, null, "{}");
        BranchId delivered = c.joins(xid, BranchType.XA, ORDERS, null);
        BranchId readOnly = c.joins(xid, BranchType.XA, ORDERS, null);
        c.reports(xid, readOnly, BranchStatus.PHASE_ONE_RDONLY, null);
        c.joins(xid, BranchType.SAGA_ANNOTATION, "shipParcel", null);
        c.commits(xid);
        c.does(new Command.RecordDelivery(xid, delivered));
        c.answers(xid, done, COMMIT, BranchAnswer.DONE);
    }

    private static void rollingBack(RecordedCoordinator c) {
        Xid byUser = c.begins("purchase");
        c.joins(byUser, BranchType.AT, DB, "stock_tbl:1");
        BranchId last = c.joins(byUser, BranchType.AT, DB, "stock_tbl:1,2");
        c.rollsBack(byUser);
        c.answers(byUser, last, ROLLBACK, BranchAnswer.DONE);
        Xid byBranch = c.begins("prepare fails");
        BranchId failed = c.joins(byBranch, BranchType.XA, ORDERS, null);
        c.joins(byBranch, BranchType.AT, DB, "stock_tbl:4");
        c.reports(byBranch, failed, BranchStatus.PHASE_ONE_FAILED, null);
        c.commits(byBranch);
        Xid byTimeout = c.begins("too slow");
        BranchId atFailed = c.joins(byTimeout, BranchType.AT, DB, "stock_tbl:5");
        c.joins(byTimeout, BranchType.SAGA_ANNOTATION, "shipParcel", null);
        c.reports(byTimeout, atFailed, BranchStatus.PHASE_ONE_FAILED, null);
        c.passes(Duration.ofMinutes(2));
        c.run(new Command.Expire(byTimeout));
    }

    private static void parked(RecordedCoordinator c) {
        Xid undo = c.begins("dirty write");
        c.joins(undo, BranchType.AT, DB, "stock_tbl:1");
        c.joins(undo, BranchType.AT, DB, "stock_tbl:2");
        BranchId dirty = c.joins(undo, BranchType.AT, DB, "stock_tbl:2,3");
        c.rollsBack(undo);
        c.answers(undo, dirty, ROLLBACK, new Never("row 3 of stock_tbl was changed by others", 1));
        Xid confirm = c.begins("confirm fails");
        BranchId failing = c.joins(confirm, BranchType.TCC, TCC, null, null);
        BranchId never = c.joins(confirm, BranchType.TCC, TCC, null, null);
        c.commits(confirm);
        c.answers(confirm, failing, COMMIT, new Failing("connection refused", 5));
        c.answers(confirm, never, COMMIT, new Never("no such account", 2));
        Xid retried = c.begins("retried");
        BranchId again = c.joins(retried, BranchType.AT, DB, "stock_tbl:8");
        c.rollsBack(retried);
        c.answers(retried, again, ROLLBACK, new Never("undo log is unreadable", 1));
        c.does(new Command.Operate(retried, Operation.RETRY, ""));
        Xid paused = c.begins("paused");
        c.joins(paused, BranchType.AT, DB, "stock_tbl:9");
        c.rollsBack(paused);
        c.does(new Command.Operate(paused, Operation.PAUSE, ""));
        Xid resumed = c.begins("resumed");
        c.joins(resumed, BranchType.AT, DB, "stock_tbl:10");
        c.rollsBack(resumed);
        c.does(new Command.Operate(resumed, Operation.PAUSE, ""));
        c.does(new Command.Operate(resumed, Operation.RESUME, ""));
    }

    private static void saga(RecordedCoordinator c) {
        Xid idle = c.begins("$Saga_idle");
        Xid forward = c.begins("$Saga_forward");
        BranchId reserve = c.joins(forward, BranchType.SAGA, "order#reserve", "ignored:1");
        c.does(new Command.ReportSaga(forward, SagaReport.FORWARD));
        c.joins(forward, BranchType.SAGA, "order#pay", null);
        c.reports(forward, reserve, BranchStatus.PHASE_TWO_COMMITTED, null);
        Xid turned = c.begins("$Saga_turned");
        c.joins(turned, BranchType.SAGA, "order#reserve", null);
        c.does(new Command.ReportSaga(turned, SagaReport.FORWARD));
        c.does(new Command.ReportSaga(turned, SagaReport.COMPENSATE));
        Xid done = c.begins("$Saga_done");
        c.does(new Command.ReportSaga(done, SagaReport.DONE));
        Xid undone = c.begins("$Saga_undone");
        c.joins(undone, BranchType.SAGA, "order#reserve", null);
        c.rollsBack(undone);
        c.does(new Command.ReportSaga(undone, SagaReport.UNDONE));
        c.passes(Duration.ofMinutes(2));
        c.run(new Command.Expire(idle));
    }

    /** One database with two names, and one row of it that two transactions hold. */
    private static void databases(RecordedCoordinator c) {
        Xid byName = c.begins("by name alone", RecordedCoordinator.LEGACY);
        c.joins(new Command.Register(
                byName, BranchType.AT, DB, "stock_tbl:3", null, true, RecordedCoordinator.LEGACY, null, false));
        joins(c, c.begins("by mark"), "jdbc:mysql://127.0.0.1/stock", "stock_tbl:3");
        c.does(new Command.NameDatabase(DB, MARK, null, true));
        c.restarts();
        Xid later = c.begins("after the restart");
        joins(c, later, DB, "stock_tbl:4");
        joins(c, later, DB, "stock_tbl:5");
        c.does(new Command.NameDatabase("jdbc:mysql://127.0.0.1/stock", MARK, null, false));
        c.does(new Command.OrderMark(DB, MARK));
        c.does(new Command.OrderMark("jdbc:mysql://staging/stock", new DatabaseMark("of-staging")));
        c.does(new Command.AskForMark("jdbc:mysql://staging/stock", Set.of(), MARK));
        c.rollsBack(later);
    }

    private static void joins(RecordedCoordinator c, Xid xid, String name, String rows) {
        c.joins(new Command.Register(
                xid, BranchType.AT, name, MARK, rows, null, false, RecordedCoordinator.SHOP, null, false));
    }

    private static void abandoned(RecordedCoordinator c) {
        Xid rollback = c.begins("mended by hand");
        c.joins(rollback, BranchType.AT, DB, "stock_tbl:1");
        c.rollsBack(rollback);
        c.does(new Command.Operate(rollback, Operation.FORCE, "row restored from yesterday's backup"));
        Xid commit = c.begins("given up");
        BranchId paid = c.joins(commit, BranchType.TCC, TCC, null, null);
        c.joins(commit, BranchType.TCC, TCC, null, null);
        c.commits(commit);
        c.answers(commit, paid, COMMIT, BranchAnswer.DONE);
        c.does(new Command.Operate(commit, Operation.FORCE, "the shop is closed for good"));
    }

    /** Ends in an orderly way. */
    private static void remembered(RecordedCoordinator c) {
        Xid committed = c.begins("purchase");
        BranchId branch = c.joins(committed, BranchType.AT, DB, "stock_tbl:1");
        c.commits(committed);
        c.answers(committed, branch, COMMIT, BranchAnswer.DONE);
        Xid rolledBack = c.begins("purchase");
        BranchId undone = c.joins(rolledBack, BranchType.AT, DB, "stock_tbl:1");
        c.rollsBack(rolledBack);
        c.answers(rolledBack, undone, ROLLBACK, BranchAnswer.DONE);
        Xid nothingToDo = c.begins("steps without a second phase");
        c.joins(nothingToDo, BranchType.SAGA_ANNOTATION, "shipParcel", null);
        c.commits(nothingToDo);
        c.commits(c.begins("empty, so remembered in memory alone"));
        c.closes();
    }

    /** All that happened before, then a restart: the new snapshot holds every state. */
    private static void snapshotOfAll(RecordedCoordinator c) {
        open(c);
        saga(c);
        abandonedElsewhere(c);
        parkedElsewhere(c);
        c.restarts();
    }

    private static void abandonedElsewhere(RecordedCoordinator c) {
        Xid xid = c.begins("given up");
        c.joins(xid, BranchType.TCC, TCC, null, null);
        c.commits(xid);
        c.does(new Command.Operate(xid, Operation.FORCE, "the shop is closed for good"));
    }

    private static void parkedElsewhere(RecordedCoordinator c) {
        Xid xid = c.begins("partly delivered");
        c.joins(xid, BranchType.AT, ORDERS, "order_tbl:1");
        BranchId delivered = c.joins(xid, BranchType.XA, ORDERS, null);
        BranchId failing = c.joins(xid, BranchType.AT, ORDERS, "order_tbl:2");
        BranchId done = c.joins(xid, BranchType.AT, ORDERS, "order_tbl:3");
        c.rollsBack(xid);
        c.answers(xid, done, ROLLBACK, BranchAnswer.DONE);
        c.answers(xid, failing, ROLLBACK, new Failing("no resource manager serves it", 4));
        c.does(new Command.RecordDelivery(xid, delivered));
        c.does(new Command.Operate(xid, Operation.PAUSE, ""));
        Xid commit = c.begins("confirm fails");
        BranchId never = c.joins(commit, BranchType.TCC, TCC, null, "{}");
        c.joins(commit, BranchType.TCC, TCC, null, "{}");
        c.commits(commit);
        c.answers(commit, never, COMMIT, new Never("no such account", 2));
    }

    /** Enough records that a snapshot replaces full segments, and others follow it. */
    private static void snapshotAndSegments(RecordedCoordinator c) {
        for (int i = 0; i < 34; i++) {
            Xid xid = c.begins("purchase " + i);
            BranchId branch = c.joins(xid, BranchType.AT, DB, "stock_tbl:" + i);
            if (i % 3 != 0) {
                c.commits(xid);
                c.answers(xid, branch, COMMIT, BranchAnswer.DONE);
            }
        }
    }
}
