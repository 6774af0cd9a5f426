package dev.assent.saga;

import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine refused an operation, or ended an instance because of a fault of its own. A failure of a service is not thrown:
 * the instance that is returned has it.
 */
public final class SagaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final @Nullable String instanceId;

    SagaException(Reason reason, String sentence, @Nullable String instanceId, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
        this.instanceId = instanceId;
    }

    static SagaException of(Failure failure, String instanceId) {
        Reason reason = failure.reason() == null ? Reason.UNKNOWN : failure.reason();
        return new SagaException(reason, String.valueOf(failure.message()), instanceId, null);
    }

    /** Why; never null. */
    public Reason reason() {
        return reason;
    }

    /** The instance it is about; empty if none was made. */
    public Optional<String> instanceId() {
        return Optional.ofNullable(instanceId);
    }

    /** {@code ASN-} and four digits. */
    public String code() {
        String sentence = String.valueOf(getMessage());
        return sentence.substring(0, Math.max(0, sentence.indexOf(':')));
    }
}
