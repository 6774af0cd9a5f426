package dev.assent.testkit;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Event;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.model.BranchStatus;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.testkit.Wire.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The story of each transaction of a test: what was asked, what became durable, and what went wrong on the way. Written on
 * the kit's thread, read by any.
 */
final class Stories {
    private final VirtualTime time;
    private final List<Story> all = new CopyOnWriteArrayList<>();
    private final Map<Xid, Story> byXid = new ConcurrentHashMap<>();

    Stories(VirtualTime time) {
        this.time = time;
    }

    List<Story> all() {
        return List.copyOf(all);
    }

    Optional<Story> find(Xid xid) {
        return Optional.ofNullable(byXid.get(xid));
    }

    /** The services and resources that branches were registered by and for, as "stock (jdbc:h2:mem:stock)". */
    List<String> branches() {
        return all.stream()
                .flatMap(story -> story.branches.values().stream())
                .map(branch -> branch.origin().applicationId() + " (" + branch.resourceId() + ")")
                .distinct()
                .sorted()
                .toList();
    }

    void asked(String service, dev.assent.protocol.Message question) {
        if (question instanceof GlobalCommitRequest commit) {
            at(commit.xid(), service + " asks for the commit");
        } else if (question instanceof GlobalRollbackRequest rollback) {
            at(rollback.xid(), service + " asks for the rollback");
        }
    }

    void answered(String service, dev.assent.protocol.Message question, Frame answer) {
        dev.assent.protocol.Message body = answer.body();
        if (question instanceof GlobalBeginRequest begin && body instanceof GlobalBeginResponse begun) {
            if (begun.result().success()) {
                begun(new Xid(String.valueOf(begun.xid())), String.valueOf(begin.transactionName()), service)
                        .add("begun by %s with a time-out of %d ms".formatted(service, begin.timeoutMillis()));
            }
        } else if (question instanceof BranchRegisterRequest register
                && body instanceof BranchRegisterResponse registered
                && !registered.result().success()) {
            at(
                    register.xid(),
                    "a branch of %s is refused: %s"
                            .formatted(service, registered.result().msg()));
        } else if (question instanceof GlobalCommitRequest commit && body instanceof GlobalEndResponse end) {
            at(commit.xid(), "%s is answered %s for its commit".formatted(service, end.globalStatus()));
        } else if (question instanceof GlobalRollbackRequest rollback && body instanceof GlobalEndResponse end) {
            at(rollback.xid(), "%s is answered %s for its rollback".formatted(service, end.globalStatus()));
        }
    }

    void delivered(String service, BranchEndRequest order) {
        at(
                order.xid(),
                "the %s of branch %d is delivered to %s"
                        .formatted(
                                order instanceof dev.assent.protocol.BranchCommitRequest ? "commit" : "rollback",
                                order.branchId(),
                                service));
    }

    void branchAnswered(String service, BranchEndResponse answer, String reason) {
        if (!isDone(answer.branchStatus())) {
            at(
                    answer.xid(),
                    "branch %d of %s answers %s%s"
                            .formatted(
                                    answer.branchId(),
                                    service,
                                    answer.branchStatus(),
                                    reason.isEmpty() ? "" : ": " + reason));
        }
    }

    private static boolean isDone(BranchStatus status) {
        return status == BranchStatus.PHASE_TWO_COMMITTED || status == BranchStatus.PHASE_TWO_ROLLBACKED;
    }

    void fault(Parcel parcel, String sentence) {
        String xid = xidOf(parcel.about());
        String line = "fault: " + sentence;
        if (xid == null) {
            everywhere(line);
        } else {
            at(xid, line);
        }
    }

    private static @Nullable String xidOf(dev.assent.protocol.@Nullable Message about) {
        if (about instanceof BranchEndRequest order) {
            return order.xid();
        }
        if (about instanceof BranchRegisterRequest register) {
            return register.xid();
        }
        if (about instanceof GlobalCommitRequest commit) {
            return commit.xid();
        }
        return about instanceof GlobalRollbackRequest rollback ? rollback.xid() : null;
    }

    void durable(Event fact) {
        if (fact instanceof BranchRegistered registered) {
            Branch branch = registered.branch();
            Story story = begun(registered.xid(), registered.begun(), branch);
            story.branches.put(branch.id().value(), branch);
            story.add("branch %s joins: %s of %s on %s%s"
                    .formatted(
                            branch.id(),
                            branch.type(),
                            branch.origin().applicationId(),
                            branch.resourceId(),
                            branch.rows().isEmpty() ? "" : ", rows " + rows(branch)));
        } else if (fact instanceof CommitDecided commit) {
            at(commit.xid(), "decided: commit");
        } else if (fact instanceof RollbackDecided rollback) {
            at(rollback.xid(), "decided: rollback, by " + States.words(rollback.cause()));
        } else if (fact instanceof BranchFinished finished) {
            at(finished.xid(), "branch %s is done".formatted(finished.branch()));
        } else if (fact instanceof BranchParked parked) {
            at(parked.xid(), "branch %s is parked: %s".formatted(parked.branch(), parked.reason()));
        } else if (fact instanceof BranchReported reported) {
            at(reported.xid(), "branch %s reports %s".formatted(reported.branch(), reported.status()));
        }
    }

    private static String rows(Branch branch) {
        return branch.rows().stream().map(Stories::row).collect(Collectors.joining(", "));
    }

    private static String row(LockKey row) {
        return row.table() + ":" + row.key();
    }

    /** The service that a fact is about; empty if that is not known. */
    String service(Event fact) {
        if (fact instanceof BranchRegistered registered) {
            return registered.branch().origin().applicationId();
        }
        return fact instanceof OfTransaction of
                ? find(of.xid()).map(story -> story.service).orElse("")
                : "";
    }

    /** The resource of a branch that a fact is about; empty if it is about no branch. */
    String resource(Event fact) {
        return fact instanceof BranchRegistered registered ? registered.branch().resourceId() : "";
    }

    /** Why a service rolls a transaction back. */
    void reason(Xid xid, Throwable reason) {
        find(xid).ifPresent(story -> {
            story.reasons.add(reason);
            story.add("its body ends with " + reason);
        });
    }

    /** In the stories of all transactions. */
    void everywhere(String line) {
        all.forEach(story -> story.add(line));
    }

    private void at(Xid xid, String line) {
        find(xid).ifPresent(story -> story.add(line));
    }

    private void at(@Nullable String xid, String line) {
        if (xid != null) {
            at(new Xid(xid), line);
        }
    }

    private Story begun(Xid xid, @Nullable Begun begun, Branch first) {
        return begun == null
                ? begun(xid, "", first.origin().applicationId())
                : begun(xid, begun.name(), begun.by().applicationId());
    }

    private Story begun(Xid xid, String name, String service) {
        return byXid.computeIfAbsent(xid, first -> {
            Story story = new Story(xid, name, service);
            all.add(story);
            return story;
        });
    }

    /** @param times how often it has happened, one behind the other */
    private record Line(long millis, String text, int times) {
        Line once() {
            return new Line(millis, text, 1);
        }

        Line again() {
            return new Line(millis, text, times + 1);
        }

        @Override
        public String toString() {
            return "  +%d ms  %s%s".formatted(millis, text, times == 1 ? "" : " (" + times + " times)");
        }
    }

    /** What is known of one transaction. */
    final class Story {
        final Xid xid;
        final String name;
        final String service;
        final Map<Long, Branch> branches = new ConcurrentHashMap<>();
        final List<Throwable> reasons = new CopyOnWriteArrayList<>();
        private final ReentrantLock writing = new ReentrantLock();
        private final List<Line> lines = new ArrayList<>();

        private Story(Xid xid, String name, String service) {
            this.xid = xid;
            this.name = name;
            this.service = service;
        }

        private void add(String text) {
            writing.lock();
            try {
                Line next = new Line(time.passed().toMillis(), text, 1);
                Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
                if (last != null && next.equals(last.once())) {
                    lines.set(lines.size() - 1, last.again());
                } else {
                    lines.add(next);
                }
            } finally {
                writing.unlock();
            }
        }

        /** One line for each thing that has happened, with the test's clock. */
        List<String> lines() {
            writing.lock();
            try {
                return lines.stream().map(Line::toString).toList();
            } finally {
                writing.unlock();
            }
        }

        @Override
        public String toString() {
            return xid + (name.isEmpty() ? "" : " '" + name + "'") + " of " + service;
        }
    }
}
