package dev.assent.core;

import dev.assent.model.BranchId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far phase two has come.
 *
 * @param finished those that have done as told, or had nothing to do
 * @param told XA branches that may have been told before now, in this life of the coordinator or an earlier one
 * @param stopped since when an operator wants nobody told; null if nobody does
 */
public record Progress(
        List<BranchId> finished,
        List<BranchId> told,
        List<Parked> parked,
        @Nullable Instant stopped) {
    static final Progress NONE = new Progress(List.of(), List.of(), List.of(), null);

    public Progress {
        finished = List.copyOf(finished);
        told = List.copyOf(told);
        parked = List.copyOf(parked);
    }

    boolean isFinished(BranchId branch) {
        return finished.contains(branch);
    }

    boolean wasTold(BranchId branch) {
        return told.contains(branch);
    }

    boolean isStopped() {
        return stopped != null;
    }

    Optional<Parked> parked(BranchId branch) {
        return parked.stream().filter(p -> p.branch().equals(branch)).findFirst();
    }

    /** Whether it is told no more without a person. */
    boolean isGivenUp(BranchId branch) {
        return parked.stream().anyMatch(p -> p.branch().equals(branch) && !p.retried());
    }

    boolean anyGivenUp() {
        return !parked.isEmpty() && parked.stream().anyMatch(p -> !p.retried());
    }

    Progress finished(List<BranchId> more) {
        return new Progress(
                Stream.concat(finished.stream(), more.stream()).toList(),
                told.stream().filter(id -> !more.contains(id)).toList(),
                parked.stream().filter(p -> !more.contains(p.branch())).toList(),
                stopped);
    }

    Progress told(BranchId branch) {
        return new Progress(finished, plus(told, branch), parked, stopped);
    }

    /** Who says that it never can has answered: no call of it is open any more. */
    Progress parked(Parked one) {
        BranchId branch = one.branch();
        return new Progress(
                finished,
                one.retried()
                        ? told
                        : told.stream().filter(id -> !id.equals(branch)).toList(),
                plus(parked.stream().filter(p -> !p.branch().equals(branch)).toList(), one),
                stopped);
    }

    /** Those that were given up are told again. Those that keep failing stay what they are until they do not. */
    Progress retried() {
        return new Progress(
                finished, told, parked.stream().filter(Parked::retried).toList(), stopped);
    }

    Progress stopped(@Nullable Instant since) {
        return new Progress(finished, told, parked, since);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }
}
