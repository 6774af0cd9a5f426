package dev.assent.datasource.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * The error sentences of this module. Numbers 01 to 49: tables, images, undo log; from 50: connections and statements.
 */
public final class DataSourceErrors {
    private DataSourceErrors() {}

    public static AssentException unknownDatabase(String product) {
        return new NotAllowed(
                "ASN-4301",
                "Expected a database to be H2, PostgreSQL, MariaDB or MySQL, but it says it is '%s'."
                        .formatted(product));
    }

    public static AssentException noTable(String table, String where) {
        return new NotAllowed(
                "ASN-4302",
                "Expected table %s to exist in %s, but the database lists no column of it.".formatted(table, where));
    }

    public static AssentException noPrimaryKey(String table) {
        return new NotAllowed(
                "ASN-4303",
                ("Expected table %s to have a primary key, by which its rows are locked and restored,"
                                + " but it has none. Add one, or write to it outside of global transactions.")
                        .formatted(table));
    }

    public static AssentException noColumn(String table, String column) {
        return new NotAllowed(
                "ASN-4304", "Expected table %s to have a column %s, but it has none.".formatted(table, column));
    }

    public static AssentException unsupportedType(String table, String column, String type) {
        return new NotAllowed(
                "ASN-4305",
                ("Expected column %s of table %s to have a type whose values can be restored exactly,"
                                + " but its type is %s.")
                        .formatted(column, table, type));
    }

    public static AssentException badIdentifier(String spelt) {
        return new NotAllowed(
                "ASN-4306", "Expected a table name like name, schema.name or \"Name\", but got '%s'.".formatted(spelt));
    }

    public static AssentException keysDiffer(String table, int before, int after) {
        return new NotAllowed(
                "ASN-4308",
                ("Expected an UPDATE of table %s to leave primary keys as they are, but the %d rows before and the %d"
                                + " rows after it do not have the same keys. Delete and insert instead.")
                        .formatted(table, before, after));
    }

    public static AssentException notRestorable(String why) {
        return new NotAllowed(
                "ASN-4309",
                "Expected an undo record to read back as it was written, but %s. Nothing was committed."
                        .formatted(why));
    }

    public static AssentException unreadable(String why) {
        return new NotAllowed(
                "ASN-4310", "Expected an undo record as this version of Assent writes it, but %s.".formatted(why));
    }

    public static AssentException foreignRecord(String serializer) {
        return new NotAllowed(
                "ASN-4311",
                ("Expected an undo record written by Assent, or by Seata with jackson or fastjson, but its serializer is"
                                + " '%s'. A client that reads it must roll the branch back.")
                        .formatted(serializer));
    }

    public static AssentException foreignCompressor(String compressor) {
        return new NotAllowed(
                "ASN-4341",
                ("Expected an undo record of Seata's to be plain or packed by GZIP, ZIP or DEFLATER, but its compressorType"
                                + " is '%s'. A client that reads it must roll the branch back.")
                        .formatted(compressor));
    }

    public static AssentException unreadableOfSeata(String why) {
        return new NotAllowed(
                "ASN-4342",
                "Expected an undo record as a client of Seata's writes it, with values that the table can hold, but %s."
                        .formatted(why));
    }

    public static AssentException partMissing(Object branch, long part) {
        return new NotAllowed(
                "ASN-4343",
                ("Expected the undo record of branch %s to stand in all the rows that its context names, but the row with the"
                                + " branch_id %d is missing.")
                        .formatted(branch, part));
    }

    public static AssentException tooLarge(long bytes, long limit) {
        return new NotAllowed(
                "ASN-4312",
                ("Expected an undo record of at most %d bytes, but it has more than %d."
                                + " Change fewer rows in one local transaction.")
                        .formatted(limit, bytes));
    }

    public static AssentException tableChanged(String table, String what) {
        return new NotAllowed(
                "ASN-4313",
                "Expected table %s to be as it was when the branch committed, but %s.".formatted(table, what));
    }

    public static AssentException refusedByDatabase(String table, String doing, String said) {
        return new NotAllowed(
                "ASN-4314",
                "Expected the database to take back what the branch did to table %s, but to '%s' it said: %s"
                        .formatted(table, doing, said));
    }

    public static AssentException notExact(String table, Object key, String what) {
        return new NotAllowed(
                "ASN-4315",
                ("Expected row %s of table %s to be restored exactly, but %s. All was left as it was;"
                                + " look for triggers and rules on that table.")
                        .formatted(key, table, what));
    }

    public static AssentException noUndoTable(String table, String said) {
        return new NotAllowed(
                "ASN-4316",
                ("Expected the database to have the table %s that global transactions need, but it said: %s"
                                + " The script that creates it is in the jar: dev/assent/datasource/undo/undo_log-*.sql.")
                        .formatted(table, oneLine(said)));
    }

    public static AssentException undoTableUnfit(String table, List<String> flaws) {
        return new NotAllowed(
                "ASN-4340",
                ("Expected the table %s to be able to hold the undo records of global transactions, but %s."
                                + " The script dev/assent/datasource/undo/undo_log-*.sql in the jar shows how it must be.")
                        .formatted(table, String.join("; ", flaws)));
    }

    private static String oneLine(String said) {
        return said.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    public static AssentException twoMarks(String table, Object mark, String undoTable, Object other) {
        return new NotAllowed(
                "ASN-4317",
                ("Expected the database to have one mark, but %s says %s and a reserved row of %s says %s."
                                + " Let every service read %s, end all global transactions here, then delete the row"
                                + " of %s whose log_status is 2.")
                        .formatted(table, mark, undoTable, other, table, undoTable));
    }

    public static AssentException markUnreadable(String table, String said) {
        return new NotAllowed(
                "ASN-4318",
                ("Expected this user to read %s, where the mark of the database stands, but the database said: %s"
                                + " Grant SELECT on it.")
                        .formatted(table, said));
    }

    public static AssentException otherSpace(String table, String home, String found) {
        return new NotAllowed(
                "ASN-4319",
                ("Expected table %s to be locked under the mark of schema %s, as everything that this data source changes,"
                                + " but %s exists or is hidden from this user, and services that use it lock the same rows"
                                + " under another mark. Change the table through a data source that is opened with its schema.")
                        .formatted(table, home, found));
    }

    public static AssentException undoTableOnPath(String table, String schema) {
        return new NotAllowed(
                "ASN-4320",
                ("Expected table %s in schema %s, with which the connection was opened, but it is in another schema of the"
                                + " search path. Write its schema before its name in AtOptions.undoLogTable.")
                        .formatted(table, schema));
    }

    public static AssentException tooManyKeys(String table, int keys, int most) {
        return new NotAllowed(
                "ASN-4344",
                ("Expected a statement to change at most %d rows of table %s, as it is held to their keys, but it means %d."
                                + " Change them in several statements.")
                        .formatted(most, table, keys));
    }

    public static AssentException rowsMoved(String table, long imaged, long changed) {
        return new TryAgain(
                "ASN-1353",
                ("Expected a statement to change the %d rows of table %s that its condition had found, but it changed %d:"
                                + " the condition reads other rows as well, which others change. It was taken back.")
                        .formatted(imaged, table, changed));
    }

    public static AssentException otherDatabase(Object xid, Object branch, String resource, Object mark) {
        return new TryAgain(
                "ASN-1302",
                ("Expected branch %s of transaction %s to commit locally in database %s with the mark %s, but the"
                                + " connection leads to a database without that mark. Nothing was committed.")
                        .formatted(branch, xid, resource, mark));
    }

    public static AssentException markNotMade(String resource, String table) {
        return new TryAgain(
                "ASN-1303",
                "Expected to read the mark of database %s back from %s after it was written, but it was gone again."
                        .formatted(resource, table));
    }

    public static AssentException markAllowedLate(String resource, Duration patience) {
        return new TryAgain(
                "ASN-1304",
                "Expected the coordinator to say within %d ms that database %s may have a mark, but it took longer."
                        .formatted(patience.toMillis(), resource));
    }

    public static AssentException rolledBackMeanwhile(Object xid, Object branch) {
        return new RolledBack(
                "ASN-2301",
                ("Expected branch %s of transaction %s to be open at its local commit, but it was rolled back"
                                + " in the meantime.")
                        .formatted(branch, xid));
    }

    public static AssentException stillRacing(Object xid, Object branch, int times) {
        return new TryAgain(
                "ASN-1301",
                ("Expected to find the undo row of branch %s of transaction %s or to mark its absence, but its local"
                                + " commit came between %d times.")
                        .formatted(branch, xid, times));
    }

    public static AssentException rowsHeld(Object xid, int times, Duration interval, String conflict) {
        return new TryAgain(
                "ASN-1350",
                "Expected transaction %s to get its rows within %d tries, %d ms apart, but another holds one of them: %s"
                        .formatted(xid, times + 1, interval.toMillis(), conflict));
    }

    public static AssentException waitInterrupted(Object xid, String conflict) {
        return new TryAgain(
                "ASN-1351",
                "Expected transaction %s to wait for its rows, but the thread was interrupted. What it waited for: %s"
                        .formatted(xid, conflict));
    }

    public static AssentException holderNeedsOurRows(Object xid, String conflict) {
        return new TryAgain(
                "ASN-1352",
                ("Expected transaction %s to get its rows, but their holder is being rolled back and may need database"
                                + " locks of this local transaction, which must end first: %s")
                        .formatted(xid, conflict));
    }

    public static AssentException commitUnanswered(Object xid, Object branch, String why) {
        return new OutcomeUnknown(
                "ASN-3350",
                ("Expected the database to confirm the local commit of branch %s of transaction %s, but it may or may"
                                + " not have committed: %s. The outcome of the global transaction settles it.")
                        .formatted(branch, xid, why));
    }

    public static AssentException otherTransaction(Object bound, Object current) {
        return new NotAllowed(
                "ASN-4390",
                ("Expected a local transaction to work for one global transaction, %s, but this thread now works for"
                                + " %s. End the local transaction first, or return to the first one.")
                        .formatted(bound, current));
    }

    public static AssentException leftTransaction(Object bound) {
        return new NotAllowed(
                "ASN-4391",
                ("Expected a local transaction to be ended in its global transaction, %s, but this thread has left it."
                                + " Commit within the global transaction, or roll back.")
                        .formatted(bound));
    }

    public static AssentException changedOutside(Object xid) {
        return new NotAllowed(
                "ASN-4392",
                ("Expected a local transaction that works for global transaction %s to have done so from its first"
                                + " change on, but it changed something before. Commit that first.")
                        .formatted(xid));
    }

    public static AssentException rowsDiffer(String table, long imaged, long changed) {
        return new NotAllowed(
                "ASN-4393",
                ("Expected a statement to change the %d rows of table %s that were read before it, but it changed %d."
                                + " The local transaction can only be rolled back.")
                        .formatted(imaged, table, changed));
    }

    public static AssentException doomed(String why) {
        return new NotAllowed(
                "ASN-4394",
                "Expected the local transaction to be rolled back, because it is not whole or cannot be undone, but it was"
                        + " used further. The reason: " + why);
    }

    public static AssentException keysNotReturned(String table, int rows, int keys) {
        return new NotAllowed(
                "ASN-4396",
                ("Expected the driver to return the keys of %d new rows of table %s, but it returned %d."
                                + " Set the keys in the statement, or insert the rows one by one.")
                        .formatted(rows, table, keys));
    }

    public static AssentException elsewhere(String home, String now) {
        return new NotAllowed(
                "ASN-4397",
                ("Expected a connection to look up tables in '%s', as its data source did when it was made, so that names"
                                + " mean one thing, but it looks in '%s'. Write the schema before the table instead.")
                        .formatted(home, now));
    }

    public static AssentException readsOtherwise(String setting) {
        return new NotAllowed(
                "ASN-4398",
                ("Expected a connection to read texts as its database does by default, so that statements mean one"
                                + " thing, but it has %s. Set it back when the pool opens the connection.")
                        .formatted(setting));
    }

    /** As JDBC's drivers report it: operation cancelled (HY008). */
    public static SQLException cancelled() {
        return new SQLTimeoutException(
                "Expected to read the rows of a statement before and after it, but the statement was cancelled.",
                "HY008");
    }
}
