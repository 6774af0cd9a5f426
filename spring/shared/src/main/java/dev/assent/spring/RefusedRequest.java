package dev.assent.spring;

import dev.assent.model.AssentException;

/**
 * The answer to a request whose xid is not accepted. It names no address: it may go to anybody.
 *
 * @param status of HTTP
 */
record RefusedRequest(int status, String text) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    static RefusedRequest of(AssentException error) {
        return error instanceof AssentException.NotAllowed
                ? new RefusedRequest(
                        BAD_REQUEST,
                        error.code() + ": Expected the xid of the request to be one of this service's coordinator,"
                                + " but it is another one. The log of the service says which it accepts.\n")
                : new RefusedRequest(
                        UNAVAILABLE,
                        error.code()
                                + ": Expected the coordinator to say whether the xid of the request is one of its own,"
                                + " but it has not answered now.\n");
    }
}
