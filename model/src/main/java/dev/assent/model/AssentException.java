package dev.assent.model;

/**
 * Why a call failed, sorted by the one thing the caller needs to know: what to do next. The code is stable across
 * releases, the wording is not: {@code ASN-} and four digits, the kind of error (1 to 4, as the types below), the module
 * (1 core, 2 protocol, 3 data source, 4 client and transaction API, 5 server, 6 journal) and two that count. Each module
 * keeps its sentences in one file whose name ends in {@code Errors}.
 */
public abstract sealed class AssentException extends RuntimeException {
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

    /** This call changed nothing. Make it again. */
    public static final class TryAgain extends AssentException {
        public TryAgain(String code, String sentence) {
            super(1, code, sentence);
        }
    }

    /** The transaction is undone, or being undone. Start over with a new one. */
    public static final class RolledBack extends AssentException {
        public RolledBack(String code, String sentence) {
            super(2, code, sentence);
        }
    }

    /** It may have committed, it may not. Find out before you start over. */
    public static final class OutcomeUnknown extends AssentException {
        public OutcomeUnknown(String code, String sentence) {
            super(3, code, sentence);
        }
    }

    /** The program or its set-up is wrong. Trying again will not help. */
    public static final class NotAllowed extends AssentException {
        public NotAllowed(String code, String sentence) {
            super(4, code, sentence);
        }
    }
}
