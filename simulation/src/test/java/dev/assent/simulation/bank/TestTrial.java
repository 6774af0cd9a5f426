package dev.assent.simulation.bank;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** All tests of one class, or one of them. */
public final class TestTrial implements Trial {
    private final String test;
    private final String method;

    /** @param name of a class; behind a #, of one of its methods */
    public TestTrial(String name) {
        int end = name.indexOf('#');
        test = end < 0 ? name : name.substring(0, end);
        method = end < 0 ? "" : name.substring(end + 1);
    }

    @Override
    public Verdict run() {
        SummaryGeneratingListener heard = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(method.isEmpty() ? selectClass(load()) : selectMethod(load(), method))
                .build();
        LauncherFactory.create().execute(request, heard);
        TestExecutionSummary summary = heard.getSummary();
        if (summary.getTestsFoundCount() == 0) {
            throw new IllegalStateException("Expected " + test + " to have tests, but it has none");
        }
        List<Failure> failures = summary.getFailures();
        return new Verdict(
                (int) summary.getTestsStartedCount(),
                failures.stream().findFirst().map(TestTrial::sentence));
    }

    private Class<?> load() {
        try {
            return Class.forName(test, true, getClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Expected " + test + " to be compiled, but it is not there", e);
        }
    }

    private static String sentence(Failure failure) {
        return failure.getTestIdentifier()
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(failure.getTestIdentifier().getDisplayName());
    }
}
