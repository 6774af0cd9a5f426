package org.apache.seata.saga.engine.mock;

/** The name that the machines of the conformance folder catch. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DemoException(String message) {
        super(message);
    }
}
