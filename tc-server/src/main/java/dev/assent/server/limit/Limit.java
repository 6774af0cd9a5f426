package dev.assent.server.limit;

import dev.assent.core.Limits;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table of limits: everything that outlives a request, or that one request can make large, has a row here. The page
 * docs/limits.md is this table, and a test drives each row over its bound.
 */
public enum Limit {
    CONNECTIONS(
            "Connections of clients",
            "as many as the process's file descriptors allow when 128 are kept for the journal and the admin API, at most"
                    + " 20,000",
            "max-connections",
            "The connection is closed. One line a second says how many were (ASN-4556)."),
    FIRST_FRAME(
            "A frame of a client that has not registered",
            kib(ClientLimits.defaults().firstFrameBytes()) + ", and not compressed",
            "first-frame-kib",
            "The connection is closed (ASN-4552, ASN-4551)."),
    FRAME("A frame", "8 MiB, compressed or not", "", "The connection is closed (ASN-4209)."),
    UNFINISHED_FRAMES(
            "Frames of all clients that have begun to arrive and are not whole",
            "a fifth of the heap, at least 16 MiB",
            "unfinished-frames-mib",
            "The largest is cut off, the connection closed; first the frames of clients that have not registered (ASN-4553)."),
    UNFINISHED_TIME(
            "Time from the first byte of a frame to its last",
            ClientLimits.defaults().unfinishedTime().toSeconds() + " s",
            "unfinished-frame-ms",
            "The connection is closed (ASN-4554)."),
    INFLATED(
            "What the compressed frames of one connection become, per second",
            mib(ClientLimits.defaults().inflatedBytes()),
            "inflated-mib-per-s",
            "Nothing: the connection is read on when the second is over."),
    UNANSWERED(
            "Unanswered requests of one connection",
            number(ClientLimits.defaults().unanswered())
                    + ", and 1 MiB of frames that wait for the coordinator's thread",
            "max-unanswered",
            "Nothing: the connection is read on when half of them are answered."),
    UNANSWERED_IN_ALL(
            "Unanswered requests of all connections",
            "one for each 4 KiB of the heap, at least 20,000; each connection may have one in any case",
            "",
            "Nothing: connections are read on when there are fewer."),
    WAITERS(
            "Calls of one connection that wait until the branches have settled",
            number(ClientLimits.defaults().waiters()),
            "max-waiting",
            "The call is answered at once: its transaction is not settled yet."),
    LOCK_WAITERS(
            "Requests that wait for rows which others hold, and requests that rows are kept for",
            number(Limits.defaults().lockWaiters())
                    + "; 1,000 of one connection, 1,000 for one row, 100 of one transaction," + " 16 MiB",
            "max-lock-waiters",
            "The request is answered at once: the row is locked. Our client asks again every now and then."),
    UNSENT(
            "Bytes written to clients that do not read them",
            "an eighth of the heap, at least 16 MiB",
            "unsent-mib",
            "The connection that has not read for longest, and for 5 s at least, is closed (ASN-4555)."),
    NAMES(
            "Application id, group and version of a client",
            "1,024 bytes each",
            "",
            "The registration is refused and the connection closed (ASN-4558)."),
    RESOURCES(
            "Resources of one connection",
            number(ClientLimits.defaults().resources()),
            "max-resources",
            "The registration is refused and the connection closed (ASN-4560)."),
    RESOURCE_ID(
            "A resource's id",
            number(ClientLimits.defaults().resourceIdBytes()) + " bytes",
            "resource-id-bytes",
            "The registration is refused and the connection closed (ASN-4559)."),
    BRANCH(
            "Rows and application data of one branch, as they stand in the journal",
            "4 MiB, some 110,000 rows with keys of 19 digits; 100 KiB of application data for seata-go",
            "",
            "The branch is refused: do the work in several branches (ASN-4507, ASN-4510)."),
    REPORT("Application data of a branch report", "as of a branch", "", "The report is refused (ASN-4507, ASN-4510)."),
    LOCK_QUERY("Rows of one lock query", "as of a branch", "", "The query is refused (ASN-4507)."),
    BRANCHES(
            "Branches of one transaction",
            number(Limits.defaults().branches()),
            "branches-per-transaction",
            "The branch is refused (ASN-1105)."),
    TRANSACTION_TIMEOUT(
            "Time-out of a transaction",
            Limits.defaults().longestTimeout().toDays() + " days",
            "longest-transaction-timeout-s",
            "The begin is refused (ASN-4111)."),
    MEMORY(
            "What is open and what is remembered of ended transactions, by sizes of the coordinator's own",
            "two fifths of the heap",
            "memory-budget-mib",
            "New transactions, branches and reports with more data than a branch reserves are refused (ASN-1104). Commits and"
                    + " rollbacks go on."),
    WAITING_RECORDS(
            "Records that wait while the disk writes others",
            "32 MiB",
            "",
            "New transactions, branches and application data of reports are refused (ASN-1504). Commits and rollbacks go on."),
    ENDINGS(
            "What operators can see of ended transactions that did not simply commit",
            "1,000 of them, 16 MiB, 1,000 branches of one",
            "",
            "The oldest are forgotten; their outcomes are not."),
    EXPLANATIONS(
            "Why services could not finish branches, in their words",
            "8 MiB, and 30,000 bytes for one branch",
            "",
            "The oldest are forgotten; the services' logs have them."),
    LOG(
            "Lines of the log that wait for standard error",
            "1 MiB, and 64 KiB for one line",
            "",
            "They are dropped; a line says how many."),
    ADMIN_CONNECTIONS("Connections of the admin API", "64", "", "The connection is closed."),
    ADMIN_BODY("The body of a request of the admin API", "16 KiB", "", "Status 413 (ASN-4527).");

    private final String what;
    private final String usual;
    private final String setting;
    private final String beyond;

    Limit(String what, String usual, String setting, String beyond) {
        this.what = what;
        this.usual = usual;
        this.setting = setting;
        this.beyond = beyond;
    }

    /** The key of the configuration file that sets it; empty if it is fixed. */
    public String setting() {
        return setting;
    }

    /** All of them, as a table in Markdown. */
    public static String table() {
        return "| What | Default | Setting | Beyond it |\n|---|---|---|---|\n"
                + Arrays.stream(values()).map(Limit::row).collect(Collectors.joining());
    }

    private String row() {
        String key = setting.isEmpty() ? "fixed" : '`' + setting + '`';
        return "| %s | %s | %s | %s |%n".formatted(what, usual, key, beyond).replace("\r", "");
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String kib(int bytes) {
        return (bytes >> 10) + " KiB";
    }

    private static String mib(int bytes) {
        return (bytes >> 20) + " MiB";
    }
}
