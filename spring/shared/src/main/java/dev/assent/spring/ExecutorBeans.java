package dev.assent.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Has the tasks of executors that the application makes itself work for the transaction of the thread that submits them, as
 * tasks of executors do that Spring Boot makes. A decorator of the application stays around them.
 */
final class ExecutorBeans implements BeanPostProcessor {
    private static final String DECORATOR = "taskDecorator";

    /** Before a pool is made, which keeps the decorator that it finds. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ThreadPoolTaskExecutor pool) {
            pool.setTaskDecorator(with(decorator(pool)));
        } else if (bean instanceof SimpleAsyncTaskExecutor each && !(bean instanceof TaskScheduler)) {
            each.setTaskDecorator(with(decorator(each)));
        }
        return bean;
    }

    private static @Nullable TaskDecorator decorator(Object executor) {
        return (TaskDecorator) new DirectFieldAccessor(executor).getPropertyValue(DECORATOR); // it has no getter
    }

    private static TaskDecorator with(@Nullable TaskDecorator own) {
        TaskDecorator ours = new XidTaskDecorator();
        return own == null || own instanceof XidTaskDecorator ? ours : task -> own.decorate(ours.decorate(task));
    }
}
