package dev.assent.saga.store;

import dev.assent.saga.Definition;
import dev.assent.saga.SagaStore;
import dev.assent.saga.StoreException;
import dev.assent.saga.StoredDefinition;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Transition;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances and definitions in the tables that Seata's engine has, with columns of our own, on MariaDB, MySQL, PostgreSQL
 * and H2. A transition is one local transaction of at most two statements, and a third if a sub machine starts.
 *
 * <p>Safe for many threads. The data source must be a plain one, not one that takes part in global transactions.
 */
public final class JdbcSagaStore implements SagaStore {
    private static final Logger log = LoggerFactory.getLogger(JdbcSagaStore.class);

    private final Sessions sessions;
    private final Tables tables;
    private final Leases leases;
    private final RowReader reader;
    private final Definitions definitions;

    /** Does not look at the tables: {@link #createTables()} or {@link #checkTables()} do. */
    public JdbcSagaStore(DataSource dataSource, StoreSettings settings) {
        Dialect dialect = Dialect.of(dataSource);
        this.sessions = new Sessions(dataSource, dialect, settings.prefix());
        this.tables = new Tables(dataSource, dialect, settings.prefix());
        this.leases = new Leases(sessions, settings.lease());
        this.reader = new RowReader(settings.prefix());
        this.definitions = new Definitions(sessions);
    }

    /** The statements that {@link #createTables()} would run now, to be looked at or run by hand. */
    public List<String> missingTables() {
        return tables.missing();
    }

    /** Makes the tables that are missing, and adds our columns to the tables that Seata's script made. */
    public void createTables() {
        tables.create();
    }

    /** @throws StoreException if a table or a column is missing, with its name */
    public void checkTables() {
        tables.check();
    }

    @Override
    public void insert(Transition first) {
        leases.renewIfOld(first.instance().owner());
        unlessKeyTaken("insert instance " + first.instance().id(), first, session -> {
            List<InstanceRow> rows = new ArrayList<>();
            rows.add(RowWriter.row(first.instance()));
            first.children().forEach(each -> rows.add(RowWriter.row(each)));
            session.getMapper(InstanceMapper.class).insert(rows);
            writeSteps(session, first);
            return true;
        });
    }

    @Override
    public boolean apply(Transition transition) {
        return unlessKeyTaken(
                "store a transition of instance " + transition.instance().id(),
                transition,
                session -> write(session, transition, transition.instance().revision() - 1));
    }

    /**
     * Runs a step's work with its result in one local transaction of the store's own database: the step's changes and the
     * record that it is done are committed together, or neither. The transaction begins with an update of the instance's
     * row, so that a node that does not own the instance any more does nothing.
     *
     * @param held the instance as the node knows it
     * @param work gets the transaction's connection, which it must not commit or close; returns the transition that
     *     follows {@code held}
     * @return empty, without a call of the work, if another node owns the instance now
     * @throws StoreException if the store cannot answer; what the work throws comes through; both roll everything back
     */
    public <E extends Exception> Optional<Transition> inTransaction(Instance held, StepWork<E> work) throws E {
        return sessions.in("run a step of instance " + held.id(), Optional::isPresent, session -> {
            InstanceMapper instances = session.getMapper(InstanceMapper.class);
            if (instances.fence(held.id(), held.ownerEpoch(), held.revision()) == 0) {
                return Optional.<Transition>empty();
            }
            Transition transition = work.run(session.getConnection());
            boolean stored = write(session, transition, transition.instance().revision());
            return stored ? Optional.of(transition) : Optional.<Transition>empty();
        });
    }

    /** A step's work in the store's own database. */
    public interface StepWork<E extends Exception> {
        Transition run(Connection connection) throws E;
    }

    private static boolean write(SqlSession session, Transition transition, long expected) {
        InstanceMapper instances = session.getMapper(InstanceMapper.class);
        if (instances.update(RowWriter.row(transition.instance()), expected) == 0) {
            return false;
        }
        if (!transition.children().isEmpty()) {
            instances.insert(transition.children().stream().map(RowWriter::row).toList());
        }
        writeSteps(session, transition);
        return true;
    }

    private static void writeSteps(SqlSession session, Transition transition) {
        if (!transition.steps().isEmpty()) {
            session.getMapper(StepMapper.class)
                    .write(transition.steps().stream().map(RowWriter::row).toList());
        }
    }

    private boolean unlessKeyTaken(String asked, Transition transition, Sessions.Work<Boolean, RuntimeException> work) {
        try {
            return sessions.in(asked, stored -> stored, work);
        } catch (StoreException e) {
            if (Sessions.isDuplicate(e)) {
                refuseTakenKey(transition.instance());
                transition.children().forEach(this::refuseTakenKey);
            }
            throw e;
        }
    }

    private void refuseTakenKey(Instance instance) {
        String key = instance.businessKey();
        if (key == null) {
            return;
        }
        Optional<InstanceRow> there = sessions.in(
                "find a business key",
                session -> session.getMapper(InstanceMapper.class).byBusinessKey(key, instance.tenant()));
        if (there.isPresent() && !there.get().id().equals(instance.id())) {
            throw StoreException.duplicateKey(key, instance.tenant());
        }
    }

    @Override
    public Optional<Run> load(String instanceId) {
        return found(
                "load instance " + instanceId,
                session -> session.getMapper(InstanceMapper.class).byId(instanceId));
    }

    @Override
    public Optional<Run> byBusinessKey(String businessKey, String tenant) {
        return found(
                "find business key " + businessKey,
                session -> session.getMapper(InstanceMapper.class).byBusinessKey(businessKey, tenant));
    }

    private Optional<Run> found(String asked, Sessions.Work<Optional<InstanceRow>, RuntimeException> work) {
        try {
            return sessions.in(asked, session -> {
                InstanceRow row = work.in(session).orElse(null);
                return row == null ? Optional.<Run>empty() : Optional.of(run(session, row));
            });
        } catch (BrokenRow e) {
            throw StoreException.of(String.valueOf(e.getMessage()), e);
        }
    }

    private Run run(SqlSession session, InstanceRow row) throws BrokenRow {
        return reader.run(row, session.getMapper(StepMapper.class).of(List.of(row.id())));
    }

    @Override
    public List<Instance> children(String parentId) {
        try {
            return sessions.in("find the sub machines of " + parentId, session -> {
                List<Instance> children = new ArrayList<>();
                for (InstanceRow each : session.getMapper(InstanceMapper.class).children(parentId)) {
                    children.add(reader.instance(each));
                }
                return children;
            });
        } catch (BrokenRow e) {
            throw StoreException.of(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Run> claim(String instanceId, String node) {
        leases.renewIfOld(node);
        return found("claim instance " + instanceId, session -> claimed(session, instanceId, node));
    }

    private Optional<InstanceRow> claimed(SqlSession session, String instanceId, String node) {
        InstanceMapper instances = session.getMapper(InstanceMapper.class);
        InstanceRow row = instances.byId(instanceId).orElse(null);
        if (row == null || node.equals(row.owner())) {
            return Optional.ofNullable(row);
        }
        boolean busy = row.runs() && row.parked() == null && leases.isAlive(session, row.owner());
        if (busy || instances.take(instanceId, node, row.epoch()) == 0) {
            return Optional.empty();
        }
        return instances.byId(instanceId);
    }

    /** {@inheritDoc} It is this node's sign of life, too: to be called several times in each lease. */
    @Override
    public List<Run> claimDue(String node, Instant now, int limit) {
        leases.renew(node);
        List<InstanceRow> rows = new ArrayList<>(
                sessions.in("find instances of dead nodes", session -> leases.takeOver(session, node, limit)));
        if (rows.size() < limit) {
            rows.addAll(sessions.in(
                    "find due instances",
                    session -> session.getMapper(InstanceMapper.class)
                            .due(node, true, now.toEpochMilli(), limit - rows.size())));
        }
        return readable(rows);
    }

    /** Parks what cannot be read. */
    private List<Run> readable(List<InstanceRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<StepRow>> steps = sessions
                .in(
                        "load steps",
                        session -> session.getMapper(StepMapper.class)
                                .of(rows.stream().map(InstanceRow::id).toList()))
                .stream()
                .collect(Collectors.groupingBy(StepRow::instanceId));
        List<Run> runs = new ArrayList<>();
        for (InstanceRow row : rows) {
            try {
                runs.add(reader.run(row, steps.getOrDefault(row.id(), List.of())));
            } catch (BrokenRow e) {
                park(row, String.valueOf(e.getMessage()));
            }
        }
        return runs;
    }

    private void park(InstanceRow row, String reason) {
        log.warn("Instance {} is parked and waits for a person: {}", row.id(), reason);
        sessions.in(
                "park instance " + row.id(),
                session -> session.getMapper(InstanceMapper.class)
                        .park(row.id(), row.epoch(), String.valueOf(RowWriter.reason(reason))));
    }

    /** The instances that wait for a person, oldest change first. */
    public List<ParkedInstance> parked(int limit) {
        return sessions.in(
                "list parked instances",
                session -> session.getMapper(InstanceMapper.class).parked(limit));
    }

    /** Ends a node's lease, so that the others take over its instances at once: for a node that stops in order. */
    public void leave(String node) {
        leases.end(node);
    }

    @Override
    public StoredDefinition save(Definition definition) {
        return definitions.save(definition);
    }

    @Override
    public Optional<StoredDefinition> latest(String name, String tenant) {
        return definitions.latest(name, tenant);
    }

    @Override
    public Optional<StoredDefinition> definition(String id) {
        return definitions.byId(id);
    }
}
