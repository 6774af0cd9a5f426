package dev.assent.simulation;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.protocol.Result;
import dev.assent.simulation.coordinator.Seams;
import java.util.function.UnaryOperator;

/** Coordinators with one mistake each. A simulation that lets one live would not have found that mistake in ours. */
enum Mutant {
    FORCE_DOES_NOTHING {
        @Override
        Seams seams() {
            return onDisk(disk -> new SpoiltDisk(disk) {
                @Override
                void force(String name, DiskFile file) {}
            });
        }
    },
    /** What is written when the coordinator starts is forced all the same. */
    RECORDS_ARE_NOT_FORCED {
        @Override
        Seams seams() {
            return onDisk(disk -> new SpoiltDisk(disk) {
                @Override
                void force(String name, DiskFile file) {
                    if (!name.endsWith(SEGMENT)) {
                        file.force();
                    }
                }
            });
        }
    },
    /** So every other answer leaves before what it says is durable. */
    RECORDS_ARE_FORCED_EVERY_OTHER_TIME {
        @Override
        Seams seams() {
            return onDisk(disk -> new SpoiltDisk(disk) {
                private int times;

                @Override
                void force(String name, DiskFile file) {
                    if (!name.endsWith(SEGMENT) || ++times % 2 == 0) {
                        file.force();
                    }
                }
            });
        }
    },
    DIRECTORY_IS_NEVER_FORCED {
        @Override
        Seams seams() {
            return onDisk(disk -> new SpoiltDisk(disk) {
                @Override
                public void forceDirectory() {}
            });
        }
    },
    LOCKS_ARE_NOT_TAKEN {
        @Override
        Seams seams() {
            return onReceived(body -> body instanceof BranchRegisterRequest r
                    ? new BranchRegisterRequest(r.xid(), r.branchType(), r.resourceId(), null, r.applicationData())
                    : body);
        }
    },
    BRANCHES_HAVE_ONE_NUMBER {
        @Override
        Seams seams() {
            return onSent(body -> body instanceof BranchRegisterResponse r && r.branchId() > 0
                    ? new BranchRegisterResponse(r.result(), r.exceptionCode(), 77)
                    : body);
        }
    },
    EVERY_COMMIT_SUCCEEDS {
        @Override
        Seams seams() {
            return onSent(body -> body instanceof GlobalCommitResponse
                    ? new GlobalCommitResponse(Result.SUCCESS, 0, GlobalStatus.COMMITTED)
                    : body);
        }
    },
    UNFINISHED_ROLLBACK_COUNTS_AS_DONE {
        @Override
        Seams seams() {
            return onSent(body ->
                    body instanceof GlobalRollbackResponse r && r.globalStatus() == GlobalStatus.ROLLBACK_RETRYING
                            ? new GlobalRollbackResponse(Result.SUCCESS, 0, GlobalStatus.ROLLBACKED)
                            : body);
        }
    },
    ROLLBACKS_ARE_TAKEN_FOR_COMMITS {
        @Override
        Seams seams() {
            return onReceived(
                    body -> body instanceof GlobalRollbackRequest r ? new GlobalCommitRequest(r.xid(), null) : body);
        }
    },
    BRANCHES_ARE_TOLD_THE_OPPOSITE {
        @Override
        Seams seams() {
            return onSent(body -> body instanceof BranchRollbackRequest r && r.branchId() % 5 == 0
                    ? new BranchCommitRequest(
                            r.xid(), r.branchId(), r.branchType(), r.resourceId(), r.applicationData())
                    : body);
        }
    },
    SOME_BRANCHES_ARE_NEVER_TOLD {
        @Override
        Seams seams() {
            return onSent(body -> body instanceof BranchCommitRequest r && r.branchId() % 5 == 0
                    ? new BranchCommitRequest(r.xid(), 1, r.branchType(), r.resourceId(), r.applicationData())
                    : body);
        }
    };

    private static final String SEGMENT = ".segment";

    abstract Seams seams();

    private static Seams onDisk(UnaryOperator<Disk> spoil) {
        return new Seams() {
            @Override
            public Disk disk(Disk disk) {
                return spoil.apply(disk);
            }
        };
    }

    private static Seams onSent(UnaryOperator<Message> change) {
        return new Seams() {
            @Override
            public Frame sent(Frame frame) {
                return changed(frame, change);
            }
        };
    }

    private static Seams onReceived(UnaryOperator<Message> change) {
        return new Seams() {
            @Override
            public Inbound received(Inbound inbound) {
                return inbound instanceof Frame frame ? changed(frame, change) : inbound;
            }
        };
    }

    private static Frame changed(Frame frame, UnaryOperator<Message> change) {
        Message body = frame.body();
        return body == null
                ? frame
                : new Frame(
                        frame.type(),
                        frame.codec(),
                        frame.compressor(),
                        frame.requestId(),
                        frame.head(),
                        change.apply(body));
    }
}
