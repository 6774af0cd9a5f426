package org.apache.seata.spring.annotation;

import dev.assent.client.LockRetrySettings;
import dev.assent.tm.AnnotationReader;
import dev.assent.tm.RollbackRules;
import dev.assent.tm.TransactionOptions;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the annotations of this package. */
public final class SeataAnnotations implements AnnotationReader {
    private static final int DEFAULT_TIMEOUT = 60_000;

    @Override
    public Optional<TransactionOptions> transactional(AnnotatedElement place) {
        return Optional.ofNullable(place.getAnnotation(GlobalTransactional.class))
                .map(SeataAnnotations::options);
    }

    @Override
    @SuppressWarnings("deprecation") // the older spelling
    public Optional<LockRetrySettings> globalLock(AnnotatedElement place) {
        return Optional.ofNullable(place.getAnnotation(GlobalLock.class))
                .map(lock -> lockRetry(lock.lockRetryInterval(), lock.lockRetryInternal(), lock.lockRetryTimes()));
    }

    @SuppressWarnings("deprecation") // the older spelling
    private static TransactionOptions options(GlobalTransactional annotation) {
        int timeout = annotation.timeoutMills();
        return new TransactionOptions(
                annotation.name(),
                Duration.ofMillis(timeout <= 0 ? DEFAULT_TIMEOUT : timeout),
                annotation.propagation().ours(),
                new RollbackRules(
                        List.of(annotation.rollbackFor()),
                        List.of(annotation.rollbackForClassName()),
                        List.of(annotation.noRollbackFor()),
                        List.of(annotation.noRollbackForClassName())),
                lockRetry(annotation.lockRetryInterval(), annotation.lockRetryInternal(), annotation.lockRetryTimes()));
    }

    private static LockRetrySettings lockRetry(int interval, int older, int times) {
        return LockRetrySettings.ofAttributes(interval == 0 ? older : interval, times);
    }
}
