package dev.assent.server.errors;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/**
 * How every line of the log names a transaction and a branch, so that one search finds all lines about it. What a client
 * has said stands in it without line breaks and not at length.
 */
public final class LogNames {
    private static final int LONGEST = 100;
    private static final String NONE = "-";

    private LogNames() {}

    /** {@code transaction XID (NAME of APPLICATION)}. */
    public static String of(Begun begun) {
        return of(begun.xid(), begun);
    }

    /** @param begun null if it is not known: the transaction has no name then */
    public static String of(Xid xid, @Nullable Begun begun) {
        return "transaction " + xid + " (" + (begun == null ? NONE : orNone(begun.name())) + " of "
                + (begun == null ? NONE : orNone(begun.by().applicationId())) + ')';
    }

    /** {@code branch ID on RESOURCE (TYPE of APPLICATION)}. */
    public static String of(Branch branch) {
        return "branch " + branch.id() + " on " + orNone(branch.resourceId()) + " (" + branch.type() + " of "
                + orNone(branch.origin().applicationId()) + ')';
    }

    private static String orNone(String text) {
        return text.isBlank() ? NONE : printable(text);
    }

    /** The beginning of a text that a client has sent, in one line. */
    public static String printable(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
