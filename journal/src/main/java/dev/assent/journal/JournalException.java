package dev.assent.journal;

import org.jspecify.annotations.Nullable;

/**
 * Why the journal failed, sorted by what the caller may do next. Codes are {@code ASN-}, a digit for the kind (1 try
 * again, 3 outcome unknown, 4 not allowed), 6 for the journal, and two that count. All sentences: {@link
 * JournalErrors}.
 */
public abstract sealed class JournalException extends RuntimeException {
    private final String code;

    private JournalException(int kind, String code, String sentence, @Nullable Throwable cause) {
        super(code + ": " + sentence, cause);
        if (!code.matches("ASN-" + kind + "6\\d{2}")) {
            throw new IllegalArgumentException("Expected a code like ASN-" + kind + "601, but got " + code);
        }
        this.code = code;
    }

    /** {@code ASN-} and four digits. */
    public final String code() {
        return code;
    }

    /** The device has no room for what was asked. Nothing that was durable is lost. */
    public static final class DiskFull extends JournalException {
        DiskFull(String code, String sentence, @Nullable Throwable cause) {
            super(1, code, sentence, cause);
        }
    }

    /** What was appended since the last force may be durable or not, and the journal takes no more. Stop the process. */
    public static final class JournalFailed extends JournalException {
        JournalFailed(String code, String sentence, @Nullable Throwable cause) {
            super(3, code, sentence, cause);
        }
    }

    /** A file is not as the journal left it; something that was durable is lost or changed. An operator must decide. */
    public static final class JournalCorrupt extends JournalException {
        JournalCorrupt(String code, String sentence) {
            super(4, code, sentence, null);
        }
    }

    /** The program or its set-up is wrong. Nothing was changed. */
    public static final class NotAllowed extends JournalException {
        NotAllowed(String code, String sentence) {
            super(4, code, sentence, null);
        }
    }
}
