package dev.assent.tm;

import dev.assent.client.LockRetrySettings;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;

/**
 * Reads annotations of other names that mean what {@link GlobalTransactional} and {@link GlobalLock} mean. {@link
 * AnnotatedMethods} asks every reader that {@link java.util.ServiceLoader} finds beside that class, after our own
 * annotations. Safe for many threads.
 */
public interface AnnotationReader {
    /**
     * The options if a method or a type is annotated as the body of a global transaction. An empty name stands for {@code
     * Class.method}, a time-out of one minute for {@link TransactionSettings#defaultTimeout}.
     */
    Optional<TransactionOptions> transactional(AnnotatedElement place);

    /** The settings if a method or a type is annotated to respect the row locks of global transactions. */
    Optional<LockRetrySettings> globalLock(AnnotatedElement place);
}
