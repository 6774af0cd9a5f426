package dev.assent.server.edge;

import dev.assent.server.errors.ServerErrors;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes Netty's threads, and reports a thread that ends before it is asked to: Netty itself only logs that. The report is made together with the thread, since the reason may be that no memory is left.
 */
public final class GuardedThreads extends DefaultThreadFactory {
    private final String name;
    private final BooleanSupplier mayEnd;
    private final Consumer<Throwable> failure;

    /**
     * @param mayEnd whether the threads have been asked to end
     * @param failure called on the thread that ends, with what ended it or with a sentence that names it
     */
    public GuardedThreads(String name, BooleanSupplier mayEnd, Consumer<Throwable> failure) {
        super(name, true);
        this.name = name;
        this.mayEnd = mayEnd;
        this.failure = failure;
    }

    @Override
    public Thread newThread(Runnable work) {
        Throwable ended = ServerErrors.threadEnded(name);
        return super.newThread(() -> {
            Throwable why = ended;
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                why = e;
            } finally {
                if (!mayEnd.getAsBoolean()) {
                    failure.accept(why);
                }
            }
        });
    }
}
