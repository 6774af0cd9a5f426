package dev.assent.saga;

import dev.assent.saga.run.Evaluator;
import dev.assent.saga.run.Rules;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is built of.
 *
 * @param store null keeps everything in memory
 * @param coordinator null runs sagas without global transactions
 * @param recoverEvery how often the engine looks for instances to take over; zero for never
 * @param forgetful whether each event reads the instance from the store, for tests
 * @param closing runs when the engine closes
 */
record EngineSettings(
        @Nullable SagaStore store,
        @Nullable SagaCoordinator coordinator,
        Services services,
        ScriptEngines scripts,
        Evaluator evaluator,
        SagaTime time,
        Executor threads,
        Rules rules,
        String tenant,
        String node,
        int recoverAtMost,
        Duration recoverEvery,
        boolean forgetful,
        Runnable closing) {}
