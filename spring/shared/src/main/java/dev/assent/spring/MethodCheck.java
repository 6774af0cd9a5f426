package dev.assent.spring;

import dev.assent.tm.AnnotatedMethods;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Whether each annotated method can be intercepted, outside of its local transaction. */
final class MethodCheck implements Check {
    private static final String OF_TRANSACTIONAL = "org.springframework.transaction.config.internalTransactionAdvisor";

    private final ListableBeanFactory beans;

    MethodCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Stream<Finding> look() {
        List<Finding> found = new ArrayList<>();
        int annotated = 0;
        for (String name : beans.getBeanNamesForType(Object.class, false, false)) {
            Class<?> type = beans.getType(name, false);
            if (type != null && AnnotatedMethods.isAnnotated(ClassUtils.getUserClass(type))) {
                annotated++;
                look(name, ClassUtils.getUserClass(type), found);
            }
        }
        if (beans.containsBean(OF_TRANSACTIONAL)
                && beans.getBean(OF_TRANSACTIONAL) instanceof Advisor advisor
                && advisor instanceof Ordered ordered
                && ordered.getOrder() < GlobalTransactionalAdvisor.ORDER) {
            found.add(Finding.problem(
                    "@EnableTransactionManagement",
                    "@Transactional stands outside of @GlobalTransactional, so that the global transaction ends before the local"
                            + " one commits; leave out the order of @EnableTransactionManagement, or make it larger than "
                            + GlobalTransactionalAdvisor.ORDER + '.'));
        }
        if (found.isEmpty() && annotated > 0) {
            found.add(Finding.fine(
                    "@GlobalTransactional",
                    "Beans with annotated methods: " + annotated + "; all can be intercepted."));
        }
        return found.stream();
    }

    private void look(String name, Class<?> type, List<Finding> found) {
        if (isMade(name) && !isIntercepted(beans.getBean(name))) {
            found.add(Finding.problem(
                    name,
                    "Bean '" + name
                            + "' has annotated methods that are not intercepted, since it was made before Assent could proxy"
                            + " it; do not inject it into a BeanPostProcessor."));
        }
        Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
                .filter(MethodCheck::isMarked)
                .filter(method -> (method.getModifiers() & (Modifier.PRIVATE | Modifier.FINAL | Modifier.STATIC)) != 0)
                .forEach(
                        method -> found.add(
                                Finding.problem(
                                        name,
                                        "Method " + type.getSimpleName() + '.' + method.getName()
                                                + " is annotated, but Spring cannot intercept a"
                                                + " method that is private, final or static; make it public, and remove final and static.")));
    }

    /** What is annotated with its class is expected to be public. */
    private static boolean isMarked(Method method) {
        return AnnotatedMethods.isMarked(method)
                || (AnnotatedMethods.isMarked(method.getDeclaringClass())
                        && Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers()));
    }

    /** Looking makes no bean: one that is lazy may be costly, or not to be made here at all. */
    private boolean isMade(String name) {
        return beans instanceof SingletonBeanRegistry made && made.containsSingleton(name) && beans.isSingleton(name);
    }

    private static boolean isIntercepted(Object bean) {
        return AopUtils.isAopProxy(bean)
                && bean instanceof Advised advised
                && Arrays.stream(advised.getAdvisors()).anyMatch(GlobalTransactionalAdvisor.class::isInstance);
    }
}
