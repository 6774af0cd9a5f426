package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Ended. What is remembered of it gives late questions the true answer. */
record Finished(Xid xid, Ending ending) implements GlobalTx {
    @Override
    public Standing standing() {
        return new Standing(ending.stage(), ending.cause(), true, ending.empty());
    }

    @Override
    public Story story() {
        return new Story(xid, standing(), ending.outcome(), null, List.of(), null, null);
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
