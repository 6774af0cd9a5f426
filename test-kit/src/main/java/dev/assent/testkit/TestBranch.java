package dev.assent.testkit;

import dev.assent.model.BranchStatus;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Result;
import dev.assent.testkit.Wire.Parcel;
import dev.assent.testkit.Wire.Rule;
import java.util.Objects;

/** The branches of one service or resource, and how they fail. Safe for many threads. */
public final class TestBranch {
    private final String name;
    private final Wire wire;
    private final AssentKit kit;

    TestBranch(String name, Wire wire, AssentKit kit) {
        this.name = name;
        this.wire = wire;
        this.kit = kit;
    }

    /**
     * The next deliveries of an outcome to such a branch are answered as failed, and the service does not hear of them. The
     * coordinator delivers again, after 100 ms of the test's clock and then after pauses that double up to 10 s.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if that is less than once
     */
    public Fault failPhaseTwo(int times) {
        if (times < 1) {
            throw KitErrors.badCount("a branch to fail", times);
        }
        return add("a branch of %s to fail in phase two".formatted(name), false).times(times);
    }

    /**
     * The next delivery of an outcome to such a branch is answered so that the coordinator parks it: the branch waits for an
     * operator, with its locks if it is to be rolled back.
     */
    public Fault park() {
        return add("a branch of %s to be parked".formatted(name), true);
    }

    private Fault add(String what, boolean forGood) {
        Fault fault = kit.asked(new Fault(what));
        wire.add(new Rule(
                fault,
                parcel -> parcel.request()
                        && parcel.about() instanceof BranchEndRequest
                        && Names.match(name, parcel.service(), parcel.resource()),
                (parcel, carrier) -> carrier.answer(parcel, failed(parcel, forGood))));
        return fault;
    }

    private static Frame failed(Parcel parcel, boolean forGood) {
        BranchEndRequest order = (BranchEndRequest) Objects.requireNonNull(parcel.about());
        BranchStatus status;
        if (order instanceof BranchCommitRequest) {
            status = forGood
                    ? BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE
                    : BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE;
            return answer(parcel, new BranchCommitResponse(Result.SUCCESS, 0, order.xid(), order.branchId(), status));
        }
        status = forGood
                ? BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE
                : BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
        return answer(parcel, new BranchRollbackResponse(Result.SUCCESS, 0, order.xid(), order.branchId(), status));
    }

    private static Frame answer(Parcel parcel, dev.assent.protocol.Message body) {
        return Frame.response(parcel.frame(), body).with(Extensions.reason("the test lets it fail"));
    }
}
