package dev.assent.datasource.undo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection on which something happens just before the first statement of a kind is prepared. */
final class Interrupted {
    private Interrupted() {}

    static Connection before(Connection connection, String start, Event event) {
        AtomicBoolean happened = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Interrupted.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement")
                            && String.valueOf(args[0]).startsWith(start)
                            && happened.compareAndSet(false, true)) {
                        event.happen();
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    interface Event {
        void happen() throws SQLException;
    }
}
