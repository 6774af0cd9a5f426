package dev.assent.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** Whether the xid comes in, and goes out. */
final class PropagationCheck implements Check {
    private final ApplicationContext context;
    private final AssentProperties properties;

    PropagationCheck(ApplicationContext context, AssentProperties properties) {
        this.context = context;
        this.properties = properties;
    }

    @Override
    public Stream<Finding> look() {
        List<Finding> found = new ArrayList<>();
        boolean filter = has("dev.assent.spring.XidServletFilter") || has("dev.assent.spring.XidWebFilter");
        boolean web = filter || isWeb();
        if (properties.propagation().accept() == AssentProperties.Accept.NONE) {
            found.add(Finding.note(
                    "assent.propagation.accept",
                    "Requests take part in no transaction of their callers: assent.propagation.accept=none."));
        } else if (web && !filter) {
            found.add(Finding.problem(
                    "propagation",
                    "No filter takes the xid out of requests, so they run outside of their callers' transactions; add"
                            + " io.micrometer:context-propagation and reactor-core to a WebFlux application."));
        } else if (web) {
            found.add(Finding.fine("propagation", "Requests take part in the transactions of their callers."));
        }
        if (!properties.propagation().send()) {
            found.add(Finding.note(
                    "assent.propagation.send",
                    "Requests to other services carry no xid: assent.propagation.send=false."));
        }
        return found.stream();
    }

    private boolean isWeb() {
        return context.getClass().getName().contains("WebServerApplicationContext");
    }

    private boolean has(String type) {
        try {
            Class<?> found = Class.forName(type, false, getClass().getClassLoader());
            return context.getBeanNamesForType(found, false, false).length > 0;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
