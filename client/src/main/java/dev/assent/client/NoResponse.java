package dev.assent.client;

/** A call ended without an answer. Whether that is an unknown outcome depends on what was asked. */
final class NoResponse extends Exception {
    private final boolean sent;

    /** @param why completes the sentence "…, but " */
    NoResponse(String why, boolean sent) {
        super(why, null, false, false);
        this.sent = sent;
    }

    /** False if not one byte of the request can have left. */
    boolean sent() {
        return sent;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
