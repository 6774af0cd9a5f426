package dev.assent.spring;

import dev.assent.tm.AnnotatedMethods;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

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
        if (beans.isSingleton(name) && !isIntercepted(beans.getBean(name))) {
            found.add(Finding.problem(
                    name,
                    "Bean '" + name
                            + "' has annotated methods that are not intercepted, since it was made before Assent could proxy"
                            + " it; do not inject it into a BeanPostProcessor."));
        }
        Arrays.stream(type.getDeclaredMethods())
                .filter(AnnotatedMethods::isMarked)
                .filter(method -> (method.getModifiers() & (Modifier.PRIVATE | Modifier.FINAL | Modifier.STATIC)) != 0)
                .forEach(method -> found.add(Finding.problem(
                        name,
                        "Method " + type.getSimpleName() + '.' + method.getName()
                                + " is annotated, but Spring cannot intercept a"
                                + " method that is private, final or static; make it public.")));
    }

    private static boolean isIntercepted(Object bean) {
        return AopUtils.isAopProxy(bean)
                && bean instanceof Advised advised
                && Arrays.stream(advised.getAdvisors()).anyMatch(GlobalTransactionalAdvisor.class::isInstance);
    }
}
