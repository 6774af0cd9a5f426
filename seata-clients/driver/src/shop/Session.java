package shop;

import io.seata.core.context.RootContext;
import io.seata.core.model.GlobalLockConfig;
import io.seata.rm.GlobalLockExecutor;
import io.seata.rm.GlobalLockTemplate;
import io.seata.tm.api.GlobalTransactionContext;
import io.seata.tm.api.TransactionalExecutor;
import io.seata.tm.api.TransactionalExecutor.ExecutionException;
import io.seata.tm.api.TransactionalTemplate;
import io.seata.tm.api.transaction.TransactionInfo;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The commands of one thread, step by step. {@code begin}, {@code globalLock} and {@code join} open a scope, as
 * the annotations and a called service's filter do; the steps up to {@code return} or {@code throw} are the business inside of it.
 */
final class Session implements Runnable {
    private final BlockingQueue<List<String>> steps = new LinkedBlockingQueue<>();
    private final Business business;
    private final Consumer<String> answers;

    Session(Business business, Consumer<String> answers) {
        this.business = business;
        this.answers = answers;
    }

    void add(List<String> step) {
        steps.add(step);
    }

    @Override
    public void run() {
        try {
            while (true) {
                List<String> step = steps.take();
                try {
                    perform(step);
                } catch (Throwable e) {
                    answers.accept("error\t" + story(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(List<String> step) throws Throwable {
        switch (step.get(0)) {
            case "begin":
                new TransactionalTemplate().execute(new Transaction(Integer.parseInt(step.get(1))));
                answers.accept("ok\treturned");
                break;
            case "globalLock":
                new GlobalLockTemplate().execute(new Locking());
                answers.accept("ok\treturned");
                break;
            case "join":
                join(step.get(1));
                answers.accept("ok\tleft");
                break;
            case "rollback":
                GlobalTransactionContext.reload(step.get(1)).rollback();
                answers.accept("ok\ttold");
                break;
            default:
                answers.accept("ok\t" + business.step(step));
        }
    }

    /** As a service does that was called with an xid. */
    private void join(String xid) throws Exception {
        RootContext.bind(xid);
        try {
            answers.accept("ok\tjoined");
            play();
        } finally {
            RootContext.unbind();
        }
    }

    /** The business: a step that fails is answered and the business goes on, as one that catches the error. */
    private void play() throws Exception {
        while (true) {
            List<String> step = steps.take();
            switch (step.get(0)) {
                case "return":
                    return;
                case "throw":
                    throw new BusinessException();
                default:
                    try {
                        answers.accept("ok\t" + business.step(step));
                    } catch (Throwable e) {
                        answers.accept("error\t" + story(e));
                    }
            }
        }
    }

    private static String story(Throwable error) {
        StringBuilder story = new StringBuilder();
        for (Throwable e = error; e != null; e = why(e)) {
            story.append(story.length() == 0 ? "" : " <- ")
                    .append(e.getClass().getSimpleName())
                    .append(": ")
                    .append(e instanceof ExecutionException ? ((ExecutionException) e).getCode() : e.getMessage());
        }
        return story.toString();
    }

    /** Seata's annotation unwraps what its template throws; here both are shown. */
    private static Throwable why(Throwable error) {
        if (error instanceof ExecutionException) {
            Throwable original = ((ExecutionException) error).getOriginalException();
            return original == null ? error.getCause() : original;
        }
        return error.getCause();
    }

    private final class Transaction implements TransactionalExecutor {
        private final TransactionInfo info = new TransactionInfo();

        Transaction(int timeoutMillis) {
            info.setName("played");
            info.setTimeOut(timeoutMillis);
            info.setLockRetryTimes(-1); // as configured: what the annotation says by default
        }

        @Override
        public Object execute() throws Throwable {
            answers.accept("ok\t" + RootContext.getXID());
            play();
            return "returned";
        }

        @Override
        public TransactionInfo getTransactionInfo() {
            return info;
        }
    }

    private final class Locking implements GlobalLockExecutor {
        @Override
        public Object execute() throws Throwable {
            answers.accept("ok\topen");
            play();
            return "returned";
        }

        @Override
        public GlobalLockConfig getGlobalLockConfig() {
            GlobalLockConfig config = new GlobalLockConfig();
            config.setLockRetryTimes(-1);
            return config;
        }
    }
}
