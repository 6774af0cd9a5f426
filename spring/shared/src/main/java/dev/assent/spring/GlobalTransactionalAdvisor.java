package dev.assent.spring;

import dev.assent.tm.AnnotatedMethods;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Does what {@code @GlobalTransactional} and {@code @GlobalLock} say around the methods of beans. It stands outside of
 * {@code @Transactional}, so that the local transaction has ended when the global one is committed or rolled back.
 */
final class GlobalTransactionalAdvisor extends StaticMethodMatcherPointcutAdvisor {
    /** The advisor of {@code @Transactional} has the lowest precedence of all unless it is given another order. */
    static final int ORDER = LOWEST_PRECEDENCE - 1000;

    /** @param methods asked for at the first call, so that no bean is made because another is looked at */
    GlobalTransactionalAdvisor(Supplier<AnnotatedMethods> methods) {
        setOrder(ORDER);
        setClassFilter(AnnotatedMethods::isAnnotated);
        setAdvice(new Around(methods));
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return method.getDeclaringClass() != Object.class;
    }

    private record Around(Supplier<AnnotatedMethods> methods) implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            Object target = call.getThis();
            Class<?> type = target == null ? call.getMethod().getDeclaringClass() : AopUtils.getTargetClass(target);
            AnnotatedMethods annotated = methods.get();
            if (endsLater(call.getMethod()) && annotated.applies(type, call.getMethod())) {
                throw SpringErrors.asynchronous(
                        AopUtils.getMostSpecificMethod(call.getMethod(), type), isSuspending(call.getMethod()));
            }
            return annotated.<@Nullable Object, Throwable>call(type, call.getMethod(), call::proceed);
        }

        /** A suspend function of Kotlin, which returns when it waits for the first time. */
        private static boolean isSuspending(Method method) {
            Class<?>[] parameters = method.getParameterTypes();
            return parameters.length > 0
                    && parameters[parameters.length - 1].getName().equals("kotlin.coroutines.Continuation");
        }

        /** The work would run after the commit. */
        private static boolean endsLater(Method method) {
            Class<?> returned = method.getReturnType();
            return isSuspending(method)
                    || Future.class.isAssignableFrom(returned)
                    || CompletionStage.class.isAssignableFrom(returned)
                    || ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned) != null;
        }
    }
}
