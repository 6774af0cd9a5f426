package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ended. What is remembered of it gives late questions the true answer.
 *
 * @param reason why an operator forced its end; null if none did
 */
record Finished(Xid xid, Ending ending, @Nullable String reason) implements GlobalTx {
    @Override
    public TransactionStatus status() {
        return new TransactionStatus(ending.state(), ending.cause(), true, ending.empty());
    }

    @Override
    public TransactionDetails details() {
        return new TransactionDetails(xid, status(), ending.outcome(), null, List.of(), null, reason);
    }

    @Override
    public Decision register(Command.Register request, View view, Instant now) {
        return tooLate();
    }

    @Override
    public Decision report(Command.Report report, View view) {
        return Decision.reply(CoreErrors.unknownBranch(xid, report.branch()));
    }

    @Override
    public Decision operate(Command.Operate wish) {
        return Decision.reply(CoreErrors.nothingLeft(xid, status()));
    }
}
