package dev.assent.server.admin;

import com.linecorp.armeria.common.HttpStatus;
import dev.assent.model.AssentException;

/** A request that is answered with an error, and which. Never leaves this package. */
final class Refused extends RuntimeException {
    private final HttpStatus status;
    private final AssentException error;

    Refused(HttpStatus status, AssentException error) {
        super(error.getMessage(), error, false, false);
        this.status = status;
        this.error = error;
    }

    HttpStatus status() {
        return status;
    }

    AssentException error() {
        return error;
    }
}
