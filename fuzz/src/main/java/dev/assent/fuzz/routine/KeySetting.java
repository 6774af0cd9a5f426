package dev.assent.fuzz.routine;

import java.sql.Connection;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Before an insert: adds 70 to the key, the first column. */
public final class KeySetting implements Trigger {
    private static final int OFFSET = 70;

    @Override
    public void fire(Connection connection, @Nullable Object[] before, @Nullable Object[] now) {
        if (now != null && now[0] instanceof Integer key) {
            now[0] = key + OFFSET;
        }
    }
}
