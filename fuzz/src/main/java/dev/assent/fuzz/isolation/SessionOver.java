package dev.assent.fuzz.isolation;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.List;

/** HikariCP does not know by itself how H2 says that a session is over. */
final class SessionOver implements SQLExceptionOverride {
    private static final List<Integer> H2 = List.of(90_067, 90_098, 90_121);

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException error) {
        return H2.contains(error.getErrorCode())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
