package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Never began, or ended and was forgotten. */
record Unknown(Xid xid) implements GlobalTx {
    @Override
    public TransactionStatus standing() {
        return new TransactionStatus(TransactionState.UNKNOWN, null, true, false);
    }

    @Override
    public TransactionDetails story() {
        return new TransactionDetails(xid, standing(), null, null, List.of(), null, null);
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        return Decision.answer(CoreErrors.unknownTransaction(xid));
    }

    @Override
    public Decision report(Command.Report report) {
        return Decision.answer(CoreErrors.unknownTransaction(xid));
    }

    @Override
    public Decision operate(Function<Intervention, Decision> wish) {
        return Decision.answer(CoreErrors.unknownTransaction(xid));
    }
}
