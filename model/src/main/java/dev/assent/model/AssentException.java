package dev.assent.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed. The four subtypes say what the caller may do next, and {@link RowHeld} is the most frequent case of
 * the first. Through JDBC they arrive as the cause of an {@code SQLException}, and a framework may wrap that again:
 * {@link #in} finds them. Each error has a code that is stable across
 * releases; its sentence may change. A code is {@code ASN-} and four digits: the kind of error (1 to 4, in the order of
 * the subtypes), the module (1 core, 2 protocol, 3 data source, 4 client and transaction API, 5 server, 6 journal, 7
 * demo, 8 Spring and gRPC, 9 the names of Seata's API, 0 the test kit) and a number of two digits. Each module keeps its sentences in one file whose name ends in {@code Errors}.
 */
public abstract sealed class AssentException extends RuntimeException {
    /** A chain of causes that is longer is taken for a circle. */
    private static final int DEEPEST = 100;

    private final String code;

    private AssentException(int kind, String code, String sentence) {
        super(code + ": " + sentence);
        if (!code.matches("ASN-" + kind + "\\d{3}")) {
            throw new IllegalArgumentException("Expected a code like ASN-" + kind + "101, but got " + code);
        }
        this.code = code;
    }

    /** {@code ASN-} and four digits. */
    public final String code() {
        return code;
    }

    /**
     * The error of ours that is this one or the nearest of its causes; empty if there is none.
     *
     * @param error null has none
     */
    public static Optional<AssentException> in(@Nullable Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof AssentException ours) {
                return Optional.of(ours);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** This call changed nothing. The caller may repeat it, in the same transaction as well. */
    public static sealed class TryAgain extends AssentException permits RowHeld {
        public TryAgain(String code, String sentence) {
            super(1, code, sentence);
        }
    }

    /** Another global transaction holds a row, and did not let go of it in the time that the caller may wait. */
    public static final class RowHeld extends TryAgain {
        public RowHeld(String code, String sentence) {
            super(code, sentence);
        }
    }

    /** The transaction is rolled back or being rolled back. The caller may start over with a new transaction. */
    public static final class RolledBack extends AssentException {
        public RolledBack(String code, String sentence) {
            super(2, code, sentence);
        }
    }

    /** The transaction may be committed or not. The caller must find out before it starts over. */
    public static final class OutcomeUnknown extends AssentException {
        public OutcomeUnknown(String code, String sentence) {
            super(3, code, sentence);
        }
    }

    /** The program or its configuration is wrong. Repeating the call does not help. */
    public static final class NotAllowed extends AssentException {
        public NotAllowed(String code, String sentence) {
            super(4, code, sentence);
        }
    }
}
