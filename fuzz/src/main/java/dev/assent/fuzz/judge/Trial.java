package dev.assent.fuzz.judge;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.judge.Answer.Kind;
import dev.assent.fuzz.judge.Locks.Registered;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.LocalWork;
import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import dev.assent.fuzz.server.Databases;
import dev.assent.fuzz.server.Dump;
import dev.assent.fuzz.server.Place;
import dev.assent.model.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, step by step: first through the data source, then, unless it was refused, on plain JDBC, where it must
 * get the same answer.
 */
final class Trial {
    /** About other rows than expected, keys that did not come back, and local transactions that have been left. */
    private static final Set<String> AFTER_IT_RAN =
            Set.of("ASN-4390", "ASN-4391", "ASN-4392", "ASN-4393", "ASN-4394", "ASN-4396");

    private final Scenario scenario;
    private final GlobalSide ours;
    private final PlainSide plain;
    private final Databases databases;
    private final Consumer<String> trace;
    private final Tally tally = new Tally();
    private final List<Difference> differences = new ArrayList<>();
    private final List<Sql> neighbours = new ArrayList<>();
    private final Dump start;
    private final NewNumbers numbers;
    /** Both sides have done the same so far. */
    private boolean comparable;

    Trial(Scenario scenario, GlobalSide ours, PlainSide plain, Databases databases, Consumer<String> trace)
            throws SQLException {
        this.scenario = scenario;
        this.ours = ours;
        this.plain = plain;
        this.databases = databases;
        this.trace = trace;
        this.comparable = ours.isWarm();
        this.start = ours.place().dump();
        this.numbers = NewNumbers.of(scenario, start);
    }

    Judgement run() throws SQLException {
        Dump seen = ours.seen();
        openRows();
        for (LocalWork work : scenario.work()) {
            if (!ran(work)) {
                break;
            }
        }
        ours.application().rollback();
        plain.application().rollback();
        ours.application().begin(true);
        plain.application().begin(true);
        if (scenario.commit()) {
            committed();
        } else {
            rolledBack(seen);
        }
        int left = ours.place().undoRows();
        tally.undoRowsLeft(left);
        if (left > 0 && differences.isEmpty()) {
            found(Difference.Kind.UNDO_ROWS_LEFT, List.of(left + " undo rows"));
        }
        return new Judgement(tally, differences, Optional.empty());
    }

    private void openRows() {
        scenario.steps().filter(Step.UpdateRow.class::isInstance).forEach(step -> {
            ours.application().open((Step.UpdateRow) step);
            plain.application().open((Step.UpdateRow) step);
        });
    }

    /** @return false if the sides have parted and nothing more can be learnt from further steps */
    private boolean ran(LocalWork work) {
        ours.application().begin(work.autoCommit());
        plain.application().begin(work.autoCommit());
        Dump before = seen();
        for (Step step : work.steps()) {
            if (step instanceof Step.Neighbour neighbour) {
                run(neighbour);
                continue;
            }
            int branches = ours.branchesLastFirst().size();
            After after = run(step, work.autoCommit());
            if (work.autoCommit()) {
                before = compareRecord(before, branches, after == After.REFUSED);
            }
            if (after == After.PARTED || after == After.LOST) {
                ours.application().rollback();
                plain.application().rollback();
                return after == After.LOST;
            }
        }
        return work.autoCommit() || ended(work, before);
    }

    /**
     * Null if that cannot be looked at without a change: with neighbours, it would give the local transaction a snapshot,
     * and an engine without transactions allows no savepoint afterwards.
     */
    private @Nullable Dump seen() {
        boolean matters = scenario.steps().anyMatch(Step.Neighbour.class::isInstance)
                || scenario.because().contains(Feature.ENGINE_WITHOUT_TRANSACTIONS);
        return matters ? null : ours.seen();
    }

    private enum After {
        RAN,
        REFUSED,
        /** The local transaction can only be rolled back. */
        LOST,
        PARTED
    }

    private After run(Step step, boolean autoCommit) {
        Answer answer = ours.run(step);
        trace.accept("ours:  " + step + " -> " + answer);
        boolean several = step instanceof Step.Batch || step instanceof Step.Several;
        if (several || step instanceof Step.Run) {
            tally.count(answer);
        }
        if (answer.kind() == Kind.BROKE) {
            found(Difference.Kind.OTHER_ANSWER, List.of(String.valueOf(step), "ours: " + answer));
            return After.PARTED;
        }
        if (answer.kind() == Kind.REFUSED) {
            // it may be refused at a later member, which is no part of what a batch has committed before
            boolean before = isBeforeItRan(answer.text()) && !several;
            comparable &= before || step instanceof Step.Batch;
            return before || (autoCommit && !(step instanceof Step.Several)) ? After.REFUSED : After.LOST;
        }
        Answer expected = plain.run(step, autoCommit);
        trace.accept("plain: " + expected);
        if (comparable && Open.byTheOrderOfRows(step, answer, expected)) {
            comparable = false;
            return After.PARTED;
        }
        comparable &= !Open.mayUseUpNumbers(step) || !numbersHaveParted();
        if (answer.isSame(expected) || Open.byAnEstimate(step, answer, expected) || !comparable) {
            // JDBC leaves open whether a driver goes on after a member that failed
            boolean halfDone = step instanceof Step.Batch && answer.kind() == Kind.FAILED && !autoCommit;
            return halfDone ? After.LOST : After.RAN;
        }
        found(Difference.Kind.OTHER_ANSWER, List.of(String.valueOf(step), "ours:  " + answer, "plain: " + expected));
        return After.PARTED;
    }

    /** From here on, a key in a statement means another row on the other side. */
    private boolean numbersHaveParted() {
        if (!numbers.areChosen()) {
            return false;
        }
        Dump one = seen();
        Dump other = Application.seen(plain.application().connection(), plain.place());
        return one == null || other == null || numbers.haveParted(one.withoutMoments(), other.withoutMoments());
    }

    /** Most codes from 4350 are about the text of a statement: nothing has run yet. */
    private static boolean isBeforeItRan(String code) {
        return code.startsWith("ASN-43") && code.compareTo("ASN-4350") >= 0 && !AFTER_IT_RAN.contains(code);
    }

    private void run(Step.Neighbour step) {
        Answer answer = ours.neighbour(step.sql());
        trace.accept("ours:  " + step + " -> " + answer);
        // without the global transaction it might have found a row: reading uncommitted is no fault
        if (answer.kind() == Kind.RAN && !answer.text().equals("count 0")) {
            neighbours.add(step.sql());
            Answer expected = plain.neighbour().run(new Step.Run(step.sql(), Step.By.STATEMENT));
            comparable &= expected.kind() == Kind.RAN;
        }
    }

    private boolean ended(LocalWork work, @Nullable Dump before) {
        int branches = ours.branchesLastFirst().size();
        Answer answer = work.commits() ? ours.commit() : ours.application().rollback();
        trace.accept("ours:  " + (work.commits() ? "commit" : "rollback") + " -> " + answer);
        if (answer.kind() == Kind.REFUSED) {
            tally.count(answer);
            comparable &= neighbours.isEmpty();
            ours.application().rollback();
            plain.application().rollback();
            return true;
        }
        Answer expected = work.commits()
                ? plain.application().commit()
                : plain.application().rollback();
        if (!answer.isSame(expected) && comparable && !isRefusalToCommitNothing(answer)) {
            found(
                    Difference.Kind.OTHER_ANSWER,
                    List.of(work.commits() ? "commit" : "rollback", "ours:  " + answer, "plain: " + expected));
            ours.application().rollback();
            plain.application().rollback();
            return false;
        }
        ours.application().rollback();
        plain.application().rollback();
        compareRecord(before, branches, false);
        return true;
    }

    /** After an error, the commit of plain PostgreSQL is a rollback, without a report. */
    private boolean isRefusalToCommitNothing(Answer commit) {
        return ours.place().kind() == DatabaseKind.POSTGRES
                && commit.kind() == Kind.FAILED
                && commit.text().equals("25");
    }

    /** @return what the application's connection sees now */
    private @Nullable Dump compareRecord(@Nullable Dump before, int branches, boolean refused) {
        Dump after = seen();
        if (before == null || after == null || !differences.isEmpty()) {
            return after;
        }
        List<Registered> all = ours.branchesLastFirst();
        List<Registered> own = all.subList(0, all.size() - branches);
        List<String> lines = RecordedRows.of(ours.place(), own).differences(before, after);
        if (!own.isEmpty()) {
            tally.recorded();
        }
        if (!lines.isEmpty()) {
            found(refused ? Difference.Kind.REFUSED_AND_CHANGED : Difference.Kind.OTHER_ROWS_RECORDED, lines);
        }
        return after;
    }

    private void committed() throws SQLException {
        List<String> failures = ours.end(Outcome.COMMIT);
        if (!failures.isEmpty()) {
            found(Difference.Kind.COMMIT_ENDED_FAILED, failures);
        }
        boolean parted = differences.stream().anyMatch(one -> one.kind() == Difference.Kind.OTHER_ANSWER);
        if (comparable && !parted) {
            tally.compared();
            Dump expected = plain.place().dump().withoutMoments();
            List<String> lines = ours.place().dump().withoutMoments().differences("ours", expected, "plain");
            if (!lines.isEmpty()) {
                found(Difference.Kind.COMMIT_LEFT_OTHER_DATA, lines);
            }
        }
    }

    private void rolledBack(@Nullable Dump seen) throws SQLException {
        List<String> failures = ours.end(Outcome.ROLLBACK);
        if (!failures.isEmpty()) {
            found(Difference.Kind.ROLLBACK_ENDED_FAILED, failures);
            return;
        }
        List<String> lines = neighbours.isEmpty()
                ? ours.place().dump().differences("after", start, "before")
                : ours.place()
                        .dump()
                        .withoutMoments()
                        .differences("after", withNeighboursAlone().withoutMoments(), "expected");
        Dump now = ours.seen();
        if (lines.isEmpty() && neighbours.isEmpty() && seen != null && now != null) {
            lines = now.differences("after, on the connection", seen, "before");
        }
        if (!lines.isEmpty()) {
            found(Difference.Kind.ROLLBACK_LEFT_OTHER_DATA, lines);
        }
    }

    /** What the database would hold if the transaction had never been there. */
    private Dump withNeighboursAlone() throws SQLException {
        plain.close();
        Place place = databases.plain();
        place.run(scenario.schema());
        place.run(scenario.warmUp());
        place.run(scenario.meanwhile());
        place.run(neighbours);
        return place.dump();
    }

    private void found(Difference.Kind kind, List<String> details) {
        differences.add(new Difference(kind, details));
    }
}
