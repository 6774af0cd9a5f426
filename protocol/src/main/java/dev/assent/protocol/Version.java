package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import org.jspecify.annotations.Nullable;

/**
 * A peer's version as it gave it when it registered, and what such a peer understands. Up to four parts count, each
 * with the digits before its first {@code -}: 2.3.0-SNAPSHOT is as good as 2.3.0. Text that is not a version is {@link
 * #OLD}, older than all others.
 *
 * <p>seata-go says 1.5.2 as resource manager and 1.1.0 as transaction manager on the same connection, and knows what a
 * 1.4 knows of statuses: of several versions on one connection the lowest counts.
 *
 * @param value the parts to the base of 100, as Seata compares them
 */
public record Version(long value) implements Comparable<Version> {
    /** The release of Seata whose features we speak: its peers choose by it how to answer. */
    public static final String SPOKEN = "2.5.0";

    public static final Version OLD = new Version(0);

    private static final Version V1_5 = parse("1.5");
    static final Version V1_7 = parse("1.7");
    static final Version V2_0 = parse("2.0");
    private static final Version V2_2 = parse("2.2");
    private static final Version V2_3 = parse("2.3");
    // the statuses that 2.5 knows came with 2.4 or 2.5: the later is the safe one to send from
    private static final Version V2_5 = parse("2.5");

    private static final int MAX_PARTS = 4;
    private static final int BASE = 100;
    private static final int MAX_DIGITS = 9;

    public static Version parse(@Nullable String text) {
        if (text == null) {
            return OLD;
        }
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length > MAX_PARTS) {
            return OLD;
        }
        long value = 0;
        for (int i = 0; i < MAX_PARTS; i++) {
            int part = i < parts.length ? number(parts[i]) : 0;
            if (part < 0) {
                return OLD;
            }
            value = value * BASE + part;
        }
        return new Version(value);
    }

    /** Negative if there is no number. */
    private static int number(String part) {
        int dash = part.indexOf('-');
        String digits = dash < 0 ? part : part.substring(0, dash);
        boolean plain = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(digits) : -1;
    }

    public boolean isAtLeast(Version other) {
        return value >= other.value;
    }

    /** Whether merges carry message ids and may be answered by {@link BatchResultMessage}s: since 1.5. */
    public boolean understandsBatchResult() {
        return isAtLeast(V1_5);
    }

    /**
     * Whether each request of a merge may be answered by a frame of its own: since 2.3. Except a
     * {@link GlobalStatusResponse} to a resource manager, which no version takes alone.
     */
    public boolean understandsIndividualAnswers() {
        return isAtLeast(V2_3);
    }

    public boolean knows(GlobalStatus status) {
        if (status.compareTo(GlobalStatus.FINISHED) <= 0) {
            return true;
        }
        return isAtLeast(status.compareTo(GlobalStatus.ROLLBACK_RETRY_TIMEOUT) <= 0 ? V1_5 : V2_5);
    }

    /** The status itself if this peer knows it, else the one it knows that makes it do the same. */
    public GlobalStatus nearest(GlobalStatus status) {
        if (knows(status)) {
            return status;
        }
        return switch (status) {
            case COMMIT_RETRY_TIMEOUT -> GlobalStatus.COMMIT_FAILED;
            case ROLLBACK_RETRY_TIMEOUT -> GlobalStatus.ROLLBACK_FAILED;
            case STOP_COMMIT_OR_COMMIT_RETRY -> GlobalStatus.COMMIT_RETRYING;
            case STOP_ROLLBACK_OR_ROLLBACK_RETRY -> GlobalStatus.ROLLBACK_RETRYING;
            default -> GlobalStatus.FINISHED;
        };
    }

    public boolean knows(BranchStatus status) {
        if (status.compareTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE) <= 0) {
            return true;
        }
        if (status.compareTo(BranchStatus.PHASE_ONE_RDONLY) < 0) {
            return isAtLeast(V1_5);
        }
        return isAtLeast(status == BranchStatus.PHASE_ONE_RDONLY ? V2_2 : V2_5);
    }

    public boolean knows(BranchType type) {
        return type != BranchType.SAGA_ANNOTATION || isAtLeast(V2_3);
    }

    @Override
    public int compareTo(Version other) {
        return Long.compare(value, other.value);
    }
}
