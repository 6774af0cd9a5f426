package dev.assent.grpc;

import dev.assent.model.AssentException.NotAllowed;
import java.util.Set;
import java.util.TreeSet;

/** The error sentences of this module. Its codes are ASN-4891 and the following. */
final class GrpcErrors {
    private static final int LONGEST = 100;

    private GrpcErrors() {}

    static NotAllowed foreignXid(String value, Set<String> coordinators) {
        return new NotAllowed(
                "ASN-4891",
                ("Expected the xid of the call to begin with the address of an accepted coordinator (%s), but it is '%s'."
                                + " If that coordinator is yours, accept its address in the XidServerInterceptor.")
                        .formatted(
                                String.join(", ", new TreeSet<>(coordinators)),
                                value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…"));
    }
}
