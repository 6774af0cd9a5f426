package dev.assent.spring;

import dev.assent.client.LockRetrySettings;
import dev.assent.tm.AnnotationReader;
import dev.assent.tm.GlobalLock;
import dev.assent.tm.GlobalTransactional;
import dev.assent.tm.TransactionOptions;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/** Reads our annotations where they stand on annotations of the application, with the attributes that an {@code @AliasFor} sets. */
public final class ComposedAnnotations implements AnnotationReader {
    @Override
    public Optional<TransactionOptions> transactional(AnnotatedElement place) {
        return find(place, GlobalTransactional.class).map(TransactionOptions::of);
    }

    @Override
    public Optional<LockRetrySettings> globalLock(AnnotatedElement place) {
        return find(place, GlobalLock.class)
                .map(lock -> LockRetrySettings.ofAttributes(lock.lockRetryInterval(), lock.lockRetryTimes()));
    }

    private static <A extends Annotation> Optional<A> find(AnnotatedElement place, Class<A> type) {
        return MergedAnnotations.from(place).get(type).synthesize(MergedAnnotation::isPresent);
    }
}
