package dev.assent.datasource.jdbc;

import dev.assent.client.XidContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that a program asks for the driver's own objects inside a global transaction. Safe for many threads. */
public final class Unwraps {
    private static final Logger log = LoggerFactory.getLogger(Unwraps.class);

    private final AtomicBoolean noticed = new AtomicBoolean();

    /** Logs the first call inside a global transaction. */
    public void note(Class<?> type) {
        XidContext.current()
                .filter(xid -> noticed.compareAndSet(false, true))
                .ifPresent(xid -> log.info(
                        "the driver's own {} was asked for in global transaction {}; what is done through it is neither locked"
                                + " nor undone (logged once per data source)",
                        type.getName(),
                        xid));
    }
}
