package dev.assent.spring;

import dev.assent.client.ClientOptions;
import dev.assent.datasource.AtOptions;
import dev.assent.tm.TransactionHook;
import dev.assent.tm.TransactionSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code assent}.
 *
 * @param enabled whether Assent does anything in this application
 * @param coordinator where the coordinator listens, host:port; or "embedded" for one inside this process, for development;
 *     or "test-kit" in a test, for that of the test kit
 * @param applicationId names this service to people, and to the coordinator when it chooses where to deliver an outcome.
 *     Default: spring.application.name
 * @param transactionServiceGroup Seata's name for a group of clients
 * @param client how long calls to the coordinator wait, and how outcomes are delivered here
 * @param dataSource which data sources take part in global transactions
 * @param at how data sources behave in a global transaction
 * @param transactions what holds for all transactions that begin here
 * @param propagation how the xid travels from service to service
 * @param embedded the coordinator inside this process
 * @param doctor what the doctor does at the start: "log" its findings, "fail" the start if there is a problem, or "off"
 */
@ConfigurationProperties("assent")
public record AssentProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String coordinator,
        @Nullable String applicationId,
        @DefaultValue("default_tx_group") String transactionServiceGroup,
        @DefaultValue Client client,
        @DefaultValue DataSources dataSource,
        @DefaultValue At at,
        @DefaultValue Begun transactions,
        @DefaultValue Propagation propagation,
        @DefaultValue Embedded embedded,
        @DefaultValue("log") AtStart doctor) {
    /** The value of {@code assent.coordinator} that starts one in this process. */
    public static final String EMBEDDED = "embedded";

    /** The value of {@code assent.coordinator} with which a test uses the coordinator of the test kit. */
    public static final String TEST_KIT = "test-kit";

    private static final String TEST_KIT_ADDRESS = "test-kit:8091";

    /** The first part of the embedded coordinator's xids. Nothing listens there. */
    static final String EMBEDDED_ADDRESS = "embedded:8091";

    /**
     * How long calls to the coordinator wait, and how outcomes are delivered here.
     *
     * @param requestTimeout how long a call waits for the coordinator, reconnecting included
     * @param decisionDeadline how long commit and rollback find out what became of them before the outcome is unknown
     * @param connectTimeout for one attempt to connect, and once more to register
     * @param firstBackoff the pause before the first attempt to connect again
     * @param maxBackoff the longest pause between attempts to connect
     * @param pingAfter after how long without a write the connection is pinged
     * @param silenceLimit after how long without a read the connection is dropped
     * @param phaseTwoThreads how many branches are committed or rolled back at the same time
     * @param phaseTwoQueue how many branches may wait for such a thread
     */
    public record Client(
            @DefaultValue("10s") Duration requestTimeout,
            @DefaultValue("60s") Duration decisionDeadline,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("50ms") Duration firstBackoff,
            @DefaultValue("2s") Duration maxBackoff,
            @DefaultValue("5s") Duration pingAfter,
            @DefaultValue("15s") Duration silenceLimit,
            @DefaultValue("8") int phaseTwoThreads,
            @DefaultValue("10000") int phaseTwoQueue) {}

    /**
     * Which data sources take part in global transactions.
     *
     * @param proxied whether data source beans are proxied at all
     * @param exclude names of data source beans, or of their classes, that are left alone
     */
    public record DataSources(
            @DefaultValue("true") boolean proxied,
            @DefaultValue Set<String> exclude) {}

    /**
     * How data sources behave in a global transaction.
     *
     * @param lockRetryInterval how long to wait before asking again for rows that another transaction holds
     * @param lockRetryTimes how often to ask again
     * @param undoLogTable the table of the undo records, as spelt in a statement
     * @param createUndoLog whether the undo table is created if it is missing at the first use in a global transaction
     * @param harmlessFunctions functions of your own that only read and compute
     * @param harmlessTriggers triggers, as table.trigger, that change nothing a rollback must take back
     * @param report a dry run: whether each statement of the application is listed as protected or refused, with the reason
     */
    public record At(
            @DefaultValue("10ms") Duration lockRetryInterval,
            @DefaultValue("30") int lockRetryTimes,
            @DefaultValue("undo_log") String undoLogTable,
            @DefaultValue("false") boolean createUndoLog,
            @DefaultValue Set<String> harmlessFunctions,
            @DefaultValue Set<String> harmlessTriggers,
            @DefaultValue("false") boolean report) {
        AtOptions options() {
            return AtOptions.DEFAULTS
                    .withLockRetry(lockRetryInterval, lockRetryTimes)
                    .withUndoLogTable(undoLogTable)
                    .withCreateUndoLog(createUndoLog)
                    .withHarmlessFunctions(harmlessFunctions)
                    .withHarmlessTriggers(harmlessTriggers);
        }
    }

    /**
     * What holds for all transactions that begin here. Beans of type TransactionHook are called for each.
     *
     * @param defaultTimeout of transactions whose annotation names no time-out
     * @param joinedFailureRollsBack whether a transaction is marked rollback-only when a call that has joined it throws, even
     *     if its caller catches the exception
     * @param suspendTimeouts for debugging: every transaction gets an hour
     */
    public record Begun(
            @DefaultValue("60s") Duration defaultTimeout,
            @DefaultValue("true") boolean joinedFailureRollsBack,
            @DefaultValue("false") boolean suspendTimeouts) {
        TransactionSettings settings(List<TransactionHook> hooks) {
            return new TransactionSettings(defaultTimeout, hooks, joinedFailureRollsBack, suspendTimeouts);
        }
    }

    /**
     * How the xid travels from service to service.
     *
     * @param accept which xids a request may bring: "coordinator" for the ones of the configured coordinator, "none" to ignore the header
     * @param send whether clients of this application send the header
     * @param coordinators further addresses, host:port, that an accepted xid may begin with
     */
    public record Propagation(
            @DefaultValue("coordinator") Accept accept,
            @DefaultValue("true") boolean send,
            @DefaultValue List<String> coordinators) {}

    /** The xids that a request may bring. */
    public enum Accept {
        /** The xid must be one of the configured coordinator. */
        COORDINATOR,
        /** The header is ignored: for endpoints that anybody can reach. */
        NONE
    }

    /** What the doctor does at the start. */
    public enum AtStart {
        /** It looks in the background and logs what it finds. */
        LOG,
        /** A problem stops the start. */
        FAIL,
        /** It looks only when it is asked. */
        OFF
    }

    /**
     * The coordinator inside this process.
     *
     * @param data its data directory. Default: a new temporary directory at each start, which is deleted at the end
     */
    public record Embedded(@Nullable String data) {}

    boolean isEmbedded() {
        return EMBEDDED.equals(coordinator);
    }

    boolean isTestKit() {
        return TEST_KIT.equals(coordinator);
    }

    /** The first part of the coordinator's xids, as far as the configuration says it. */
    String address() {
        return isEmbedded() ? EMBEDDED_ADDRESS : isTestKit() ? TEST_KIT_ADDRESS : String.valueOf(coordinator);
    }

    Set<String> acceptedAddresses() {
        Set<String> all = new LinkedHashSet<>(propagation.coordinators);
        all.add(address());
        return Set.copyOf(all);
    }

    /** @param name of the application, if it has no id of its own */
    ClientOptions clientOptions(String name) {
        return ClientOptions.builder(address(), applicationId == null ? name : applicationId)
                .transactionServiceGroup(transactionServiceGroup)
                .requestTimeout(client.requestTimeout)
                .decisionDeadline(client.decisionDeadline)
                .connectTimeout(client.connectTimeout)
                .backoff(client.firstBackoff, client.maxBackoff)
                .heartbeat(client.pingAfter, client.silenceLimit)
                .phaseTwo(client.phaseTwoThreads, client.phaseTwoQueue)
                .build();
    }
}
