package dev.assent.spring;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks whether an application is set up so that its global transactions work. Safe for many threads. */
public final class Doctor {
    private final Supplier<Stream<Check>> checks;

    Doctor(Supplier<Stream<Check>> checks) {
        this.checks = checks;
    }

    /**
     * Asks every check; may connect to the coordinator and to databases, and takes as long as they do. A check that fails is a
     * problem among the findings.
     */
    public List<Finding> examine() {
        return checks.get().flatMap(Doctor::look).toList();
    }

    private static Stream<Finding> look(Check check) {
        try {
            return check.look().toList().stream();
        } catch (RuntimeException e) {
            String name = check.getClass().getSimpleName();
            return Stream.of(
                    Finding.problem(name, name + " could not look at everything; correct what it has met: " + e));
        }
    }
}
