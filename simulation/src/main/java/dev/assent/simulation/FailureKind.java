package dev.assent.simulation;

import dev.assent.simulation.world.Violation;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What failures of different seeds have in common.
 *
 * @param promise the broken promise, or the class of what was thrown
 * @param place the class and the method of Assent that noticed
 */
public record FailureKind(String promise, String place) {
    private static final String OURS = "dev.assent.";
    private static final String CHECK = "require";
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

    static FailureKind of(Throwable cause) {
        String promise = cause instanceof Violation violation
                ? "broken promise '" + violation.promise() + "'"
                : cause.getClass().getName();
        String place = Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .filter(frame -> !frame.getMethodName().equals(CHECK)) // its caller knows what it checks
                .findFirst()
                .map(FailureKind::name)
                .orElse("an unknown place");
        return new FailureKind(promise, place);
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        return type.substring(type.lastIndexOf('.') + 1) + '.' + method;
    }

    @Override
    public String toString() {
        return promise + " at " + place;
    }
}
