package org.apache.seata.rm;

import org.apache.seata.core.model.GlobalLockConfig;
import org.jspecify.annotations.Nullable;

/** What {@link GlobalLockTemplate} runs. */
public interface GlobalLockExecutor {
    @Nullable
    Object execute() throws Throwable;

    /** Null leaves the waiting to the data source. */
    @Nullable
    GlobalLockConfig getGlobalLockConfig();
}
