package dev.assent.saga.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an instance or one of its steps went. The store and Seata's tools know it by two letters. */
public enum InstanceStatus {
    RUNNING("RU"),
    SUCCEEDED("SU"),
    FAILED("FA"),
    /** It may have changed something or not. */
    UNKNOWN("UN"),
    /** A person decided that the step counts as done. */
    SKIPPED("SK");

    private final String code;

    InstanceStatus(String code) {
        this.code = code;
    }

    /** Two letters, as in the column {@code status}. */
    public String code() {
        return code;
    }

    /** @param code null or unknown letters give empty */
    public static Optional<InstanceStatus> of(@Nullable String code) {
        for (InstanceStatus status : values()) {
            if (status.code.equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
