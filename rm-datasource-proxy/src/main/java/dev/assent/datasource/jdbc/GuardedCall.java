package dev.assent.datasource.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;

/** A procedure call that was prepared outside of a global transaction, and must not run inside of one. */
final class GuardedCall {
    private GuardedCall() {}

    static CallableStatement of(AtConnection connection, CallableStatement driver, String sql) {
        return (CallableStatement) Proxy.newProxyInstance(
                GuardedCall.class.getClassLoader(), new Class<?>[] {CallableStatement.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection;
                    }
                    if (method.getName().startsWith("execute")) {
                        AtConnection.refuseCall(sql);
                        connection.executor().outside(sql);
                    }
                    try {
                        return method.invoke(driver, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
