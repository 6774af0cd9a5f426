package dev.assent.fuzz.routine;

import java.sql.Connection;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Before an update: adds the second column to the last. */
public final class RunningTotal implements Trigger {
    @Override
    public void fire(Connection connection, @Nullable Object[] before, @Nullable Object[] now) {
        if (now != null && now[1] instanceof Integer added) {
            int last = now.length - 1;
            now[last] = (now[last] instanceof Integer total ? total : 0) + added;
        }
    }
}
