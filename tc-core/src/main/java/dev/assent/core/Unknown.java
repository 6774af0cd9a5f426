package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;

/** Never began, or ended and was forgotten. */
record Unknown(Xid xid) implements GlobalTx {
    @Override
    public Standing standing() {
        return new Standing(Stage.UNKNOWN, null, true, false);
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        return Decision.answer(CoreErrors.unknownTransaction(xid));
    }

    @Override
    public Decision report(Command.Report report) {
        return Decision.answer(CoreErrors.unknownTransaction(xid));
    }
}
