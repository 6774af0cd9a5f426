package org.apache.seata.rm;

import dev.assent.client.LockRetrySettings;
import dev.assent.seata.SeataApi;
import java.util.Optional;
import org.apache.seata.core.model.GlobalLockConfig;
import org.jspecify.annotations.Nullable;

/** Runs code whose local transactions respect the row locks of global transactions. Safe for many threads. */
public class GlobalLockTemplate {
    /**
     * @return what the executor returns
     * @throws Throwable what the executor throws
     */
    public @Nullable Object execute(GlobalLockExecutor executor) throws Throwable {
        GlobalLockConfig config = executor.getGlobalLockConfig();
        LockRetrySettings settings = config == null
                ? LockRetrySettings.OF_DATA_SOURCE
                : LockRetrySettings.ofAttributes(config.getLockRetryInterval(), config.getLockRetryTimes());
        return SeataApi.connected()
                .transactions()
                .<Optional<Object>, Throwable>withGlobalLock(settings, () -> Optional.ofNullable(executor.execute()))
                .orElse(null);
    }
}
