package dev.assent.spring;

import dev.assent.client.TransactionContext;
import org.springframework.core.task.TaskDecorator;

/** Has the tasks of {@code @Async}, and of other executors that Spring Boot makes, work for the transaction of the thread that submits them. */
public final class XidTaskDecorator implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable task) {
        return TransactionContext.current().wrap(task);
    }
}
