package dev.assent.simulation;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.protocol.Result;
import dev.assent.simulation.coordinator.FaultHooks;
import java.util.function.UnaryOperator;

/** Coordinators with one plain mistake each, to tell stories about. */
public enum Mutant {
    /** What is written when the coordinator starts is forced all the same. */
    RECORDS_ARE_NOT_FORCED {
        @Override
        public FaultHooks hooks() {
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
    LOCKS_ARE_NOT_TAKEN {
        @Override
        public FaultHooks hooks() {
            return onReceived(body -> body instanceof BranchRegisterRequest r
                    ? new BranchRegisterRequest(r.xid(), r.branchType(), r.resourceId(), null, r.applicationData())
                    : body);
        }
    },
    EVERY_COMMIT_SUCCEEDS {
        @Override
        public FaultHooks hooks() {
            return onSent(body -> body instanceof GlobalCommitResponse
                    ? new GlobalCommitResponse(Result.SUCCESS, 0, GlobalStatus.COMMITTED)
                    : body);
        }
    };

    private static final String SEGMENT = ".segment";

    public abstract FaultHooks hooks();

    private static FaultHooks onDisk(UnaryOperator<Disk> spoil) {
        return new FaultHooks() {
            @Override
            public Disk disk(Disk disk) {
                return spoil.apply(disk);
            }
        };
    }

    private static FaultHooks onSent(UnaryOperator<Message> change) {
        return new FaultHooks() {
            @Override
            public Frame sent(Frame frame) {
                return changed(frame, change);
            }
        };
    }

    private static FaultHooks onReceived(UnaryOperator<Message> change) {
        return new FaultHooks() {
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
