package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;

/** Never began, or ended and was forgotten. */
record Unknown(Xid xid) implements GlobalTx {
    @Override
    public TransactionStatus status() {
        return new TransactionStatus(TransactionState.UNKNOWN, null, true, false);
    }

    @Override
    public TransactionDetails details() {
        return new TransactionDetails(xid, status(), null, null, List.of(), null, null);
    }

    @Override
    public Decision register(Command.Register request, View view, Instant now) {
        return Decision.reply(CoreErrors.unknownTransaction(xid));
    }

    @Override
    public Decision lockable(Command.QueryLocks query, View view) {
        return Decision.reply(CoreErrors.unknownTransaction(xid));
    }

    @Override
    public Decision report(Command.Report report, View view) {
        return Decision.reply(CoreErrors.unknownTransaction(xid));
    }

    @Override
    public Decision operate(Command.Operate wish) {
        return Decision.reply(CoreErrors.unknownTransaction(xid));
    }
}
