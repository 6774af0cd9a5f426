package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ended. What is remembered of it gives late questions the true answer.
 *
 * @param reason why an operator forced its end; null if nobody did
 */
record Finished(Xid xid, Ending ending, @Nullable String reason) implements GlobalTx {
    Finished(Xid xid, Ending ending) {
        this(xid, ending, null);
    }

    @Override
    public TransactionStatus standing() {
        return new TransactionStatus(ending.stage(), ending.cause(), true, ending.empty());
    }

    @Override
    public TransactionDetails story() {
        return new TransactionDetails(xid, standing(), ending.outcome(), null, List.of(), null, reason);
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        return tooLate();
    }

    @Override
    public Decision report(Command.Report report) {
        return Decision.answer(CoreErrors.unknownBranch(xid, report.branch()));
    }

    @Override
    public Decision operate(Function<Intervention, Decision> wish) {
        return Decision.answer(CoreErrors.nothingLeft(xid, standing()));
    }
}
