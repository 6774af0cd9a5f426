package dev.assent.fuzz.judge;

import dev.assent.client.BranchOrder;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.fuzz.judge.Locks.Registered;
import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import dev.assent.fuzz.server.Dump;
import dev.assent.fuzz.server.Place;
import dev.assent.model.BranchStatus;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The transaction through the data source, and its coordinator. */
final class GlobalSide implements AutoCloseable {
    static final Xid XID = Xid.of("fuzz:1", 1);
    private static final AtOptions OPTIONS = AtOptions.DEFAULTS.withLockRetry(Duration.ofNanos(1), 3);

    private final Place place;
    private final Pool pool;
    private final Locks locks = new Locks();
    private final AtDataSource source;
    private final Application application;
    private final Application neighbour;
    private final Connection raw;
    private final boolean warm;
    private long neighbours = 1;

    GlobalSide(Place place, Scenario scenario) throws SQLException, Judge.Invalid {
        this.place = place;
        this.pool = new Pool(place, scenario.opening());
        try {
            source = new AtDataSource(pool, locks, OPTIONS);
            globally(XID, this::learnWhichDatabaseItIs);
            warm = warmUp(scenario.warmUp());
            place.run(scenario.meanwhile());
            Connection connection = source.getConnection();
            raw = pool.lastHanded();
            place.run(connection, scenario.session());
            application = new Application(place, connection);
            neighbour = new Application(place, source.getConnection());
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw new Judge.Invalid(String.valueOf(e.getMessage()));
        }
        locks.refuse(scenario.refusals());
    }

    private Optional<SQLException> learnWhichDatabaseItIs() {
        try {
            source.getConnection().close();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** @return whether all were run */
    private boolean warmUp(List<Sql> statements) throws SQLException {
        boolean ran = true;
        Xid xid = Xid.of("fuzz:1", 2);
        try (Connection connection = source.getConnection()) {
            Application warming = new Application(place, connection);
            for (Sql sql : statements) {
                Answer answer = globally(xid, () -> warming.run(new Step.Run(sql, Step.By.STATEMENT)));
                ran &= answer.kind() == Answer.Kind.RAN;
            }
        }
        end(xid, Outcome.COMMIT);
        return ran;
    }

    /** Whether the transaction before has done what plain JDBC does. */
    boolean isWarm() {
        return warm;
    }

    Place place() {
        return place;
    }

    Application application() {
        return application;
    }

    /** The application's connection as the driver made it. */
    Connection raw() {
        return raw;
    }

    /** What the application's connection sees; null if it can read nothing now. */
    @Nullable
    Dump seen() {
        return Application.seen(raw, place);
    }

    Answer run(Step step) {
        return globally(XID, () -> application.run(step));
    }

    Answer commit() {
        return globally(XID, application::commit);
    }

    /** Runs a statement for another global transaction, which commits. */
    Answer neighbour(Sql sql) {
        Xid xid = Xid.of("fuzz:2", ++neighbours);
        Answer answer = globally(xid, () -> neighbour.run(new Step.Run(sql, Step.By.STATEMENT)));
        end(xid, Outcome.COMMIT);
        return answer;
    }

    List<Registered> branchesLastFirst() {
        return locks.lastFirst(XID);
    }

    /** Delivers the outcome to each branch, the last first, and stops at the first that does not accept it. */
    List<String> end(Outcome outcome) {
        return end(XID, outcome);
    }

    private List<String> end(Xid xid, Outcome outcome) {
        List<String> failures = new ArrayList<>();
        for (Registered branch : locks.lastFirst(xid)) {
            String status = finish(branch, outcome);
            if (!status.isEmpty()) {
                failures.add("branch " + branch.branch() + " answered " + status);
                break;
            }
        }
        locks.free(xid);
        return failures;
    }

    private String finish(Registered branch, Outcome outcome) {
        BranchOrder order = new BranchOrder(branch.xid(), branch.branch(), outcome, branch.data(), branch.mark());
        try {
            BranchStatus status = source.resource().finish(order).status();
            boolean done = status == BranchStatus.PHASE_TWO_COMMITTED || status == BranchStatus.PHASE_TWO_ROLLBACKED;
            return done ? "" : String.valueOf(status);
        } catch (RuntimeException e) {
            return String.valueOf(e);
        }
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private static <T> T globally(Xid xid, Supplier<T> work) {
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            return work.get();
        }
    }

    @Override
    public void close() throws SQLException {
        pool.close();
    }
}
