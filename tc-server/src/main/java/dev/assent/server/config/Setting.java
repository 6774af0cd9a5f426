package dev.assent.server.config;

import dev.assent.journal.JournalOptions;
import dev.assent.model.AssentException;
import dev.assent.server.errors.ServerErrors;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Every key of the configuration file, with what it allows. */
@SuppressWarnings("ImmutableEnumChecker") // a setter is a method
enum Setting {
    HOST("host", "a host name or address", (o, v) -> o.host(text(v))),
    PORT("port", "a number from 0 to 65535", (o, v) -> o.port((int) number(v, 0, 65_535))),
    ADVERTISE("advertise", "HOST:PORT of at most 44 characters", (o, v) -> o.advertise(address(v))),
    DATA("data", "a directory", (o, v) -> o.data(Path.of(text(v)))),
    ADMIN_HOST("admin-host", "a host name or address", (o, v) -> o.admin(c -> c.withHost(text(v)))),
    ADMIN_PORT("admin-port", "a number from 0 to 65535, or off", (o, v) -> o.admin(c -> admin(c, v))),
    RESTART_GRACE(
            "restart-grace-ms",
            "a number of milliseconds from 0 to 3600000",
            (o, v) -> o.restartGrace(Duration.ofMillis(number(v, 0, 3_600_000)))),
    OUTCOME_MEMORY(
            "outcome-memory-minutes",
            "a number of minutes from 60 to 10080",
            (o, v) -> o.memory(Duration.ofMinutes(number(v, 60, 10_080)))),
    SILENCE(
            "silence-limit-ms",
            "a number of milliseconds from 15000 to 86400000, or 0 for no limit",
            (o, v) -> o.silence(Duration.ofMillis(zeroOr(v, 15_000, 86_400_000)))),
    UNDO_SAVE_DAYS(
            "undo-save-days",
            "a number of days from 0 to 365; 0 never has undo rows purged",
            (o, v) -> o.undoSaveDays((int) number(v, 0, 365))),
    STOP_LIMIT(
            "stop-limit-ms",
            "a number of milliseconds from 1000 to 600000",
            (o, v) -> o.stopLimit(Duration.ofMillis(number(v, 1_000, 600_000)))),
    HANG_LIMIT(
            "hang-limit-ms",
            "a number of milliseconds from 5000 to 600000",
            (o, v) -> o.hangLimit(Duration.ofMillis(number(v, 5_000, 600_000)))),
    MAX_CONNECTIONS(
            "max-connections",
            "a number from 1 to 1000000",
            (o, v) -> o.clients(c -> c.connections((int) number(v, 1, 1_000_000)))),
    MAX_RESOURCES(
            "max-resources",
            "a number from 1 to 100000",
            (o, v) -> o.clients(c -> c.resources((int) number(v, 1, 100_000)))),
    RESOURCE_ID(
            "resource-id-bytes",
            "a number of bytes from 64 to 16384",
            (o, v) -> o.clients(c -> c.resourceIdBytes((int) number(v, 64, 16_384)))),
    FIRST_FRAME(
            "first-frame-kib",
            "a number of KiB from 4 to 8192",
            (o, v) -> o.clients(c -> c.firstFrameBytes((int) number(v, 4, 8_192) << 10))),
    UNFINISHED_FRAMES(
            "unfinished-frames-mib",
            "a number of MiB from 8 to 65536",
            (o, v) -> o.clients(c -> c.unfinishedBytes(number(v, 8, 65_536) << 20))),
    UNFINISHED_TIME(
            "unfinished-frame-ms",
            "a number of milliseconds from 1000 to 3600000",
            (o, v) -> o.clients(c -> c.unfinishedTime(Duration.ofMillis(number(v, 1_000, 3_600_000))))),
    INFLATED(
            "inflated-mib-per-s",
            "a number of MiB from 1 to 1024",
            (o, v) -> o.clients(c -> c.inflatedBytes((int) number(v, 1, 1_024) << 20))),
    UNANSWERED(
            "max-unanswered",
            "a number from 16 to 1000000",
            (o, v) -> o.clients(c -> c.unanswered((int) number(v, 16, 1_000_000)))),
    WAITERS(
            "max-waiting",
            "a number from 1 to 1000000",
            (o, v) -> o.clients(c -> c.waiters((int) number(v, 1, 1_000_000)))),
    UNSENT(
            "unsent-mib",
            "a number of MiB from 8 to 65536",
            (o, v) -> o.clients(c -> c.unsentBytes(number(v, 8, 65_536) << 20))),
    SLOW_FORCE(
            "slow-force-ms",
            "a number of milliseconds from 100 to 600000",
            (o, v) -> o.force(c -> c.withSlow(Duration.ofMillis(number(v, 100, 600_000))))),
    LONGEST_FORCE(
            "longest-force-ms",
            "a number of milliseconds from 1000 to 3600000",
            (o, v) -> o.force(c -> c.withLongest(Duration.ofMillis(number(v, 1_000, 3_600_000))))),
    MEMORY_BUDGET(
            "memory-budget-mib",
            "a number of MiB from 8 to 1048576",
            (o, v) -> o.limits(c -> c.withMemory(number(v, 8, 1_048_576) << 20))),
    BRANCHES(
            "branches-per-transaction",
            "a number from 100 to 1000000",
            (o, v) -> o.limits(c -> c.withBranches((int) number(v, 100, 1_000_000)))),
    LOCK_WAITERS(
            "max-lock-waiters",
            "a number from 0 to 1000000",
            (o, v) -> o.limits(c -> c.withLockWaiters((int) number(v, 0, 1_000_000)))),
    SEATA_LOCK_QUEUE("seata-lock-queue", "on or off", (o, v) -> o.loop(c -> c.queuesPolls(onOrOff(v)))),
    TRANSACTION_TIMEOUT(
            "longest-transaction-timeout-s",
            "a number of seconds from 60 to 31536000",
            (o, v) -> o.limits(c -> c.withLongestTimeout(Duration.ofSeconds(number(v, 60, 31_536_000))))),
    SEGMENT(
            "segment-mib",
            "a number of MiB from 16 to 1024",
            (o, v) -> o.journal(c -> new JournalOptions((int) number(v, 16, 1024) << 20, c.segmentsPerSnapshot()))),
    ACCEPTED_LOSS(
            "accept-loss-to-epoch",
            "the number of a term, which the refusal of the coordinator names",
            (o, v) -> o.acceptedLoss(number(v, 0, Long.MAX_VALUE))),
    SETTLE_WAIT(
            "settle-wait-ms",
            "a number of milliseconds from 1 to 20000",
            (o, v) -> o.loop(c -> c.settleWait(Duration.ofMillis(number(v, 1, 20_000))))),
    MAX_RETRY(
            "max-retry-ms",
            "a number of milliseconds from 100 to 600000",
            (o, v) -> o.loop(c -> c.maxRetry(Duration.ofMillis(number(v, 100, 600_000))))),
    PARK_AFTER(
            "park-after-ms",
            "a number of milliseconds from 1000 to 86400000",
            (o, v) -> o.loop(c -> c.parkAfter(Duration.ofMillis(number(v, 1_000, 86_400_000)))));

    /** Leaves room for a colon and 19 digits in an xid of 64. */
    private static final int MAX_ADDRESS = 44;

    private final String key;
    private final String allowed;
    private final BiConsumer<ServerOptions.Builder, String> setter;

    Setting(String key, String allowed, BiConsumer<ServerOptions.Builder, String> setter) {
        this.key = key;
        this.allowed = allowed;
        this.setter = setter;
    }

    static Setting named(String key, String source) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst()
                .orElseThrow(() -> ServerErrors.unknownSetting(
                        source,
                        key,
                        Arrays.stream(values()).map(setting -> setting.key).collect(Collectors.joining(", "))));
    }

    void set(ServerOptions.Builder options, String value, String source) {
        try {
            setter.accept(options, value);
        } catch (NumberFormatException | InvalidPathException | IllegalValue e) {
            throw refuse(value, source);
        }
    }

    AssentException refuse(String value, String source) {
        return ServerErrors.badSetting(source, key, value, allowed);
    }

    String key() {
        return key;
    }

    private static String text(String value) {
        if (value.isBlank()) {
            throw new IllegalValue();
        }
        return value;
    }

    private static long number(String value, long least, long most) {
        long number = Long.parseLong(value.strip());
        if (number < least || number > most) {
            throw new IllegalValue();
        }
        return number;
    }

    private static long zeroOr(String value, long least, long most) {
        long number = number(value, 0, most);
        return number == 0 ? 0 : number(value, least, most);
    }

    /** YAML reads a bare {@code off} as {@code false}. */
    private static AdminOptions admin(AdminOptions options, String value) {
        boolean off = value.equals("off") || value.equals("false");
        return off ? options.turnedOff() : options.withPort((int) number(value, 0, 65_535));
    }

    private static boolean onOrOff(String value) {
        boolean on = value.equals("on") || value.equals("true");
        if (!on && !value.equals("off") && !value.equals("false")) {
            throw new IllegalValue();
        }
        return on;
    }

    private static String address(String value) {
        int colon = value.lastIndexOf(':');
        boolean visible = value.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (colon <= 0 || value.length() > MAX_ADDRESS || !visible) {
            throw new IllegalValue();
        }
        number(value.substring(colon + 1), 1, 65_535);
        return value;
    }

    /** Never leaves this class: {@link #set} says what was expected. */
    private static final class IllegalValue extends RuntimeException {}
}
