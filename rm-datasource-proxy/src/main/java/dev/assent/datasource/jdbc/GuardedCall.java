package dev.assent.datasource.jdbc;

import java.sql.CallableStatement;

/** A procedure call that was prepared outside of a global transaction, and must not run inside of one. */
final class GuardedCall {
    private GuardedCall() {}

    static CallableStatement of(AtConnection connection, CallableStatement driver, String sql) {
        return Face.of(connection, CallableStatement.class, driver, method -> {
            if (method.getName().startsWith("execute")) {
                AtConnection.refuseCall(sql);
                connection.executor().outside(sql);
            }
        });
    }
}
