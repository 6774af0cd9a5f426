package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The branches of one transaction by id, which is the order in which they joined, with counts by state. */
final class Branches implements BranchesView {
    /** Fewer are looked through one by one. */
    private static final int FEW = 8;

    private final Work work;
    private final TreeMap<BranchId, BranchState> all;
    private @Nullable Map<RequestId, BranchId> byRequest;
    private int unfinished;
    private int parked;
    private int givenUp;
    private int forbiddingCommit;
    private int unsettledInCommit;

    Branches(Work work) {
        this.work = work;
        this.all = new TreeMap<>(work);
    }

    /** @return false if there is one of that id */
    boolean add(BranchState state) {
        BranchId id = state.branch().id();
        if (all.putIfAbsent(id, state) != null) {
            return false;
        }
        count(state, 1);
        if (byRequest != null) {
            index(byRequest, state);
        } else if (all.size() > FEW) {
            byRequest = new LinkedHashMap<>();
            for (BranchState each : all.values()) {
                index(byRequest, each);
            }
        }
        return true;
    }

    private static void index(Map<RequestId, BranchId> index, BranchState state) {
        RequestId request = state.branch().request();
        if (request != null) {
            index.putIfAbsent(request, state.branch().id());
        }
    }

    /** Puts the new state of a branch in the place of the old one. */
    void replace(BranchState next) {
        BranchState old = all.put(next.branch().id(), next);
        if (old == null) {
            throw new IllegalStateException("Expected branch " + next.branch().id() + " to have joined");
        }
        count(old, -1);
        count(next, 1);
    }

    private void count(BranchState state, int by) {
        boolean open = !state.finished();
        unfinished += open ? by : 0;
        parked += state.isParked() ? by : 0;
        givenUp += state.isGivenUp() ? by : 0;
        boolean failed = state.branch().status() == BranchStatus.PHASE_ONE_FAILED;
        forbiddingCommit += failed && state.mode().failureForbidsCommit() ? by : 0;
        unsettledInCommit += open && !state.isGivenUp() && !state.mode().isSettledWhenCommitted() ? by : 0;
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public Optional<BranchState> find(BranchId id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<BranchId> registeredBy(RequestId request) {
        if (byRequest != null) {
            return Optional.ofNullable(byRequest.get(request));
        }
        for (BranchState state : all()) {
            if (request.equals(state.branch().request())) {
                return Optional.of(state.branch().id());
            }
        }
        return Optional.empty();
    }

    @Override
    public Iterable<BranchState> all() {
        return () -> all.values().stream().peek(each -> work.step()).iterator();
    }

    @Override
    public boolean areSteps() {
        return !all.isEmpty() && all.firstEntry().getValue().mode().engineDecides();
    }

    @Override
    public int unfinished() {
        return unfinished;
    }

    @Override
    public int parked() {
        return parked;
    }

    @Override
    public int givenUp() {
        return givenUp;
    }

    @Override
    public int forbiddingCommit() {
        return forbiddingCommit;
    }

    @Override
    public int unsettledInCommit() {
        return unsettledInCommit;
    }

    @Override
    public String toString() {
        return all.values().toString();
    }
}
