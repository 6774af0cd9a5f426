package dev.assent.saga;

import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Failure.Net;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes values of exceptions. */
final class Failures {
    /** A chain of causes that is longer is taken for a circle. */
    private static final int DEEPEST = 20;

    private Failures() {}

    static Failure of(Throwable thrown) {
        if (thrown instanceof SagaException ours) {
            return Failure.quiet(ours.reason(), String.valueOf(ours.getMessage()));
        }
        List<String> classes = new ArrayList<>();
        for (Class<?> type = thrown.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            classes.add(type.getName());
        }
        return new Failure(classes, thrown.getMessage(), net(thrown), null, false);
    }

    /** By class or, for the classes of HTTP clients, by the name of the class. */
    private static Net net(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Net net = ofOne(cause);
            if (net != Net.NOT) {
                return net;
            }
            cause = cause.getCause();
        }
        return Net.NOT;
    }

    private static Net ofOne(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof SocketTimeoutException) {
            return says(cause.getMessage(), "connect timed out") ? Net.CONNECT_TIMEOUT : Net.READ_TIMEOUT;
        }
        if (name.contains("ConnectTimeoutException")) {
            return Net.CONNECT_TIMEOUT;
        }
        if (name.contains("ReadTimeoutException")) {
            return Net.READ_TIMEOUT;
        }
        return cause instanceof ConnectException || name.contains("ConnectException") ? Net.CONNECT : Net.NOT;
    }

    private static boolean says(@Nullable String message, String words) {
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }
}
