package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.SqlState;
import dev.assent.datasource.table.Stamp;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoResult.Dirty;
import dev.assent.datasource.undo.UndoResult.NothingToUndo;
import dev.assent.datasource.undo.UndoResult.OtherDatabase;
import dev.assent.datasource.undo.UndoResult.Refused;
import dev.assent.datasource.undo.UndoResult.Undone;
import dev.assent.model.AssentException;
import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The undo rows of one data source. Safe for use by many threads, each with a connection of its own. */
public final class UndoLog {
    /** How many rows are deleted in one local transaction. */
    public static final int BLOCK = 1000;

    private static final Logger log = LoggerFactory.getLogger(UndoLog.class);
    private static final String UNDO_LOG = "undo_log";
    private static final int RACES = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final TableMetas metas;
    private final UndoRows rows;
    private final boolean create;
    private final Consumer<Duration> pause;
    private final RecordCodec codec = new RecordCodec();

    public UndoLog(TableMetas metas) {
        this(metas, UNDO_LOG);
    }

    /** @param table as spelt in SQL */
    public UndoLog(TableMetas metas, String table) {
        this(metas, table, false, length -> {});
    }

    /**
     * @param create whether {@link #check} makes the table if it is missing
     * @param pause waits for another service that is making the table
     */
    public UndoLog(TableMetas metas, String table, boolean create, Consumer<Duration> pause) {
        this.metas = metas;
        this.rows = new UndoRows(table, metas.dialect().splitsRecords());
        this.create = create;
        this.pause = pause;
    }

    /** The statements that create the tables {@code undo_log} and {@code assent_database}, unless they are there. */
    public static List<String> ddl(Dialect dialect) {
        return ddl(dialect, UNDO_LOG);
    }

    /** @param table as spelt in SQL, instead of {@code undo_log}; {@code assent_database} stands beside it */
    static List<String> ddl(Dialect dialect, String table) {
        List<String> parts = dialect.identifiers(table);
        String index = '_' + parts.get(parts.size() - 1).replaceAll("\\W", "_");
        String beside = table.substring(0, table.lastIndexOf('.') + 1);
        return script(dialect).stream()
                .map(sql -> table.equals(UNDO_LOG)
                        ? sql
                        : sql.replaceAll("_undo_log\\b|ix_log_created\\b", "$0" + index)
                                .replaceAll("(?<=EXISTS |ON )undo_log\\b", Matcher.quoteReplacement(table))
                                .replaceAll("(?=assent_database\\b)", Matcher.quoteReplacement(beside)))
                .toList();
    }

    private static List<String> script(Dialect dialect) {
        String name = "undo_log-" + dialect.name() + ".sql";
        try (InputStream script = UndoLog.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("Expected " + name + " to be in the jar, but it is not");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split(";", -1))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks whether the table is there and can hold what is written to it, and makes it if that is wanted. Another service
     * may be making it now: its parts are seen one after the other.
     *
     * @throws AssentException.NotAllowed if it is not, or cannot
     */
    public void check(Connection idle) throws SQLException {
        Optional<AssentException> problem = problem(idle);
        for (int tries = 0; create && problem.isPresent() && tries < RACES; tries++) {
            if (tries > 0) {
                pause.accept(PAUSE.multipliedBy(tries));
            }
            create(idle);
            problem = problem(idle);
            if (problem.isEmpty()) {
                log.info("the table {} and the table of the database's mark beside it are there now", rows.table());
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
    }

    /** Why the table cannot be used, now; empty if it can. */
    public Optional<AssentException> problem(Connection idle) throws SQLException {
        try {
            probe(idle);
        } catch (SQLException e) {
            if (Refusals.isForGood(e)) {
                return Optional.of(DataSourceErrors.noUndoTable(rows.table(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
        List<String> flaws = new UndoTransaction(idle)
                .run(
                        () -> UndoTableCheck.of(metas.dialect(), idle, rows.table())
                                .flaws(),
                        found -> true);
        return flaws.isEmpty() ? Optional.empty() : Optional.of(DataSourceErrors.undoTableUnfit(rows.table(), flaws));
    }

    private void create(Connection idle) throws SQLException {
        try {
            new UndoTransaction(idle)
                    .run(
                            () -> {
                                try (Statement statement = idle.createStatement()) {
                                    for (String sql : ddl(metas.dialect(), rows.table())) {
                                        statement.execute(sql);
                                    }
                                }
                                return rows.table();
                            },
                            made -> true);
        } catch (SQLException e) { // another service may have been quicker
            if (!isThere(idle)) {
                if (Refusals.isForGood(e)) {
                    throw DataSourceErrors.noUndoTable(rows.table(), String.valueOf(e.getMessage()));
                }
                throw e;
            }
        }
    }

    private boolean isThere(Connection idle) throws SQLException {
        try {
            return probe(idle);
        } catch (SQLException e) {
            if (Refusals.isForGood(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean probe(Connection idle) throws SQLException {
        return new UndoTransaction(idle)
                .run(
                        () -> {
                            try (Statement probe = idle.createStatement()) {
                                return probe.execute(rows.probe());
                            }
                        },
                        there -> true);
    }

    /**
     * Writes the record and reads it back in memory. Before the branch is registered: a refusal leaves nothing behind.
     *
     * @throws AssentException.NotAllowed if the undo of these items could not be read back to the same values
     */
    public UndoRecord encode(List<UndoItem> items) {
        return codec.encode(items);
    }

    /**
     * Adds the branch's undo row in the local transaction of its business rows.
     *
     * @param tables the tables it has changed, as they were described
     * @return false, with nothing done, if this is not the database that the branch was registered by, or a table is another
     * @throws SQLException with SQLState 25S03 if the branch has been rolled back in the meantime
     */
    public boolean insert(
            Connection connection,
            Xid xid,
            BranchId branch,
            UndoRecord record,
            DatabaseCheck check,
            Collection<Stamp> tables)
            throws SQLException {
        try {
            return rows.insert(connection, new Branch(xid, branch), record, check, tables);
        } catch (SQLException e) {
            if (metas.dialect().isDuplicateKey(e)) {
                SQLException ours = SqlState.of(DataSourceErrors.rolledBackMeanwhile(xid, branch));
                ours.addSuppressed(e);
                throw ours;
            }
            throw e;
        }
    }

    /**
     * Takes back what a branch did, in a local transaction of its own: all of it or nothing. May be called again at any
     * time, whatever the last call ended with.
     *
     * @param connection plain and idle
     * @param check the database that the branch was registered by, without which a missing undo row proves nothing; null
     *     if its coordinator does not know, as Seata's never does
     * @throws SQLException if it may work later: a lock, a lost connection
     */
    public UndoResult undo(Connection connection, Xid xid, BranchId branch, @Nullable DatabaseCheck check)
            throws SQLException {
        return undo(connection, xid, branch, check, LockWait.OF_THE_CONNECTION);
    }

    /** As {@link #undo(Connection, Xid, BranchId, DatabaseCheck)}, with an {@link SQLException} if a lock is not free in time. */
    public UndoResult undo(
            Connection connection, Xid xid, BranchId branch, @Nullable DatabaseCheck check, LockWait lockWait)
            throws SQLException {
        Branch which = new Branch(xid, branch);
        UndoTransaction local = new UndoTransaction(connection, lockWait);
        for (int i = 0; i < RACES; i++) {
            Optional<UndoResult> result = local.run(
                    () -> tryToUndo(connection, which, check),
                    found -> found.filter(end -> end instanceof Undone || end instanceof NothingToUndo)
                            .isPresent());
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw SqlState.of(DataSourceErrors.stillRacing(xid, branch, RACES));
    }

    /** Empty if the branch's local commit came between our look and our mark. */
    private Optional<UndoResult> tryToUndo(Connection connection, Branch branch, @Nullable DatabaseCheck check)
            throws SQLException {
        Optional<UndoRows.Found> found = rows.lock(connection, branch);
        if (found.isEmpty()) {
            return markFinished(connection, branch, check);
        }
        if (found.get().isFinished()) {
            return Optional.of(new NothingToUndo());
        }
        try {
            List<UndoItem> items = items(connection, branch, found.get().record());
            List<DirtyRow> dirt = new Restoration(connection, metas, items).run();
            if (!dirt.isEmpty()) {
                return Optional.of(new Dirty(dirt));
            }
        } catch (AssentException refusal) {
            return Optional.of(new Refused(refusal));
        }
        rows.delete(connection, List.of(branch));
        return Optional.of(new Undone());
    }

    private List<UndoItem> items(Connection connection, Branch branch, UndoRecord record) throws SQLException {
        if (RecordContext.isOurs(record.context())) {
            List<Long> parts = RecordContext.parse(record.context()).parts().ids();
            byte[] whole = rows.whole(connection, branch, record, parts);
            return codec.decode(new UndoRecord(record.context(), new Bytes(whole)));
        }
        SeataRecord seatas = SeataRecord.of(record.context());
        byte[] whole = rows.whole(connection, branch, record, seatas.parts());
        return new SeataItems(connection, metas).of(seatas.statements(whole));
    }

    private Optional<UndoResult> markFinished(Connection connection, Branch branch, @Nullable DatabaseCheck check)
            throws SQLException {
        try {
            boolean here = rows.insertFinished(connection, branch, check);
            return Optional.of(here ? new NothingToUndo() : new OtherDatabase());
        } catch (SQLException e) {
            if (metas.dialect().isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Drops the undo rows of committed branches, exactly these, a thousand per local transaction.
     *
     * @return the branches that had none
     */
    public Set<Branch> delete(Connection connection, List<Branch> branches) throws SQLException {
        return delete(connection, branches, LockWait.OF_THE_CONNECTION);
    }

    /** As {@link #delete(Connection, List)}, with an {@link SQLException} if a lock is not free in time. */
    public Set<Branch> delete(Connection connection, List<Branch> branches, LockWait lockWait) throws SQLException {
        UndoTransaction local = new UndoTransaction(connection, lockWait);
        Set<Branch> missing = new LinkedHashSet<>();
        for (int from = 0; from < branches.size(); from += BLOCK) {
            List<Branch> block = branches.subList(from, Math.min(branches.size(), from + BLOCK));
            missing.addAll(local.run(() -> rows.delete(connection, block), deleted -> true));
        }
        return missing;
    }

    /**
     * Deletes the markers of rollbacks that came before their branch had written anything, once no late commit can meet
     * them. Undo rows are kept, however old: the outcome of each branch will still be delivered.
     *
     * @return how many
     */
    public int purge(Connection connection, int saveDays, LockWait lockWait) throws SQLException {
        return new UndoTransaction(connection, lockWait)
                .run(() -> rows.deleteFinished(connection, saveDays), deleted -> true);
    }

    /** Names an undo row. */
    public record Branch(Xid xid, BranchId id) {
        void bind(PreparedStatement to, int index) throws SQLException {
            to.setLong(index, id.value());
            to.setString(index + 1, xid.value());
        }
    }
}
