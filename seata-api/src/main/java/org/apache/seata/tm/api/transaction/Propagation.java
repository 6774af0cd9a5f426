package org.apache.seata.tm.api.transaction;

/** Means what {@link dev.assent.tm.Propagation} means. */
public enum Propagation {
    REQUIRED(dev.assent.tm.Propagation.REQUIRED),
    REQUIRES_NEW(dev.assent.tm.Propagation.REQUIRES_NEW),
    NOT_SUPPORTED(dev.assent.tm.Propagation.NOT_SUPPORTED),
    SUPPORTS(dev.assent.tm.Propagation.SUPPORTS),
    NEVER(dev.assent.tm.Propagation.NEVER),
    MANDATORY(dev.assent.tm.Propagation.MANDATORY);

    private final dev.assent.tm.Propagation ours;

    Propagation(dev.assent.tm.Propagation ours) {
        this.ours = ours;
    }

    /** The same of Assent's API. */
    public dev.assent.tm.Propagation ours() {
        return ours;
    }
}
