package dev.assent.tm;

import dev.assent.client.LockRetrySettings;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;

/** Reads {@link GlobalTransactional} and {@link GlobalLock}. */
final class OwnAnnotations implements AnnotationReader {
    @Override
    public Optional<TransactionOptions> transactional(AnnotatedElement place) {
        return Optional.ofNullable(place.getAnnotation(GlobalTransactional.class))
                .map(TransactionOptions::of);
    }

    @Override
    public Optional<LockRetrySettings> globalLock(AnnotatedElement place) {
        return Optional.ofNullable(place.getAnnotation(GlobalLock.class))
                .map(lock -> LockRetrySettings.ofAttributes(lock.lockRetryInterval(), lock.lockRetryTimes()));
    }
}
