package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The branches of one transaction by id, which is the order in which they joined, with counts by state. */
final class Branches implements BranchesView {
    /** Fewer are looked through one by one. */
    private static final int FEW = 8;

    private final Work work;
    private final List<BranchState> all = new ArrayList<>(1);
    private @Nullable Map<RequestId, BranchId> byRequest;
    private int unfinished;
    private int parked;
    private int givenUp;
    private int forbiddingCommit;
    private int unsettledInCommit;

    Branches(Work work) {
        this.work = work;
    }

    /** @return false if there is one of that id */
    boolean add(BranchState state) {
        int place = place(state.branch().id());
        if (place >= 0) {
            return false;
        }
        all.add(-place - 1, state); // at the end: ids grow
        count(state, 1);
        if (byRequest != null) {
            index(byRequest, state);
        } else if (all.size() > FEW) {
            byRequest = new LinkedHashMap<>();
            for (BranchState each : all) {
                index(byRequest, each);
            }
        }
        return true;
    }

    /** Where the branch stands; if it is not there, the place at which it would be inserted, negative and less 1. */
    private int place(BranchId id) {
        int low = 0;
        int high = all.size() - 1;
        int middle = high; // most often it is the last one
        while (low <= high) {
            int compared = work.compare(all.get(middle).branch().id(), id);
            if (compared == 0) {
                return middle;
            }
            low = compared < 0 ? middle + 1 : low;
            high = compared < 0 ? high : middle - 1;
            middle = (low + high) >>> 1;
        }
        return -low - 1;
    }

    private static void index(Map<RequestId, BranchId> index, BranchState state) {
        RequestId request = state.branch().request();
        if (request != null) {
            index.putIfAbsent(request, state.branch().id());
        }
    }

    /** Puts the new state of a branch in the place of the old one. */
    void replace(BranchState next) {
        int place = place(next.branch().id());
        if (place < 0) {
            throw new IllegalStateException("Expected branch " + next.branch().id() + " to have joined");
        }
        count(all.set(place, next), -1);
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
        int place = place(id);
        return place < 0 ? Optional.empty() : Optional.of(all.get(place));
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
        work.steps(all.size());
        return all;
    }

    @Override
    public boolean areSteps() {
        return !all.isEmpty() && all.get(0).mode().engineDecides();
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
        return all.toString();
    }
}
