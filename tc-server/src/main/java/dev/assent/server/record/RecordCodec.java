package dev.assent.server.record;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Coordinator.Recorder;
import dev.assent.core.Ending;
import dev.assent.core.Event;
import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchFinished;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.BranchRestored;
import dev.assent.core.Event.BranchStuck;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.Memory;
import dev.assent.core.Event.Remembered;
import dev.assent.core.Event.Restored;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Event.Verdict;
import dev.assent.core.Origin;
import dev.assent.core.RequestId;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Facts as bytes of the journal: {@code kind i8, time i64 in ms, fields}. Kinds and codes are never reused; a new field
 * needs a new kind. Text is {@code length i32, UTF-8}, null being -1.
 */
public final class RecordCodec {
    private static final int IDS_RESERVED = 1;
    private static final int BEGAN = 2;
    private static final int BRANCH_REGISTERED = 3;
    private static final int FIRST_BRANCH_REGISTERED = 4;
    private static final int BRANCH_REPORTED = 5;
    private static final int COMMIT_DECIDED = 6;
    private static final int ROLLBACK_DECIDED = 7;
    private static final int BRANCH_FINISHED = 8;
    private static final int BRANCH_STUCK = 9;
    private static final int RESTORED_ACTIVE = 10;
    private static final int RESTORED_FINISHING = 11;
    private static final int REMEMBERED = 12;
    private static final int BRANCH_RESTORED = 13;

    private final RecordWriter out = new RecordWriter();

    /** @throws IllegalArgumentException if the event is never written */
    public byte[] encode(Instant at, Event event) {
        if (event instanceof BranchRegistered e) {
            head(e.begun() == null ? BRANCH_REGISTERED : FIRST_BRANCH_REGISTERED, at);
            if (e.begun() == null) {
                out.writeText(e.xid().value());
            } else {
                writeBegun(e.begun());
            }
            writeBranch(e.branch());
        } else if (event instanceof CommitDecided e) {
            head(COMMIT_DECIDED, at);
            out.writeText(e.xid().value());
        } else if (event instanceof RollbackDecided e) {
            head(ROLLBACK_DECIDED, at);
            out.writeText(e.xid().value());
            writeCause(e.cause());
        } else if (event instanceof BranchFinished e) {
            head(BRANCH_FINISHED, at);
            writeBranchOf(e.xid(), e.branch());
        } else if (event instanceof BranchStuck e) {
            head(BRANCH_STUCK, at);
            writeBranchOf(e.xid(), e.branch());
        } else {
            encodeRare(at, event);
        }
        return out.take();
    }

    private void encodeRare(Instant at, Event event) {
        if (event instanceof IdsReserved e) {
            head(IDS_RESERVED, at);
            out.writeLong(e.from());
            out.writeLong(e.upTo());
        } else if (event instanceof Began e) {
            head(BEGAN, at);
            writeBegun(e.begun());
        } else if (event instanceof BranchReported e) {
            head(BRANCH_REPORTED, at);
            writeBranchOf(e.xid(), e.branch());
            out.writeByte(e.status().code());
            out.writeText(e.applicationData());
        } else if (event instanceof Restored e) {
            writeRestored(at, e);
        } else if (event instanceof BranchRestored e) {
            head(BRANCH_RESTORED, at);
            out.writeText(e.xid().value());
            writeBranch(e.branch());
        } else if (event instanceof Remembered e) {
            head(REMEMBERED, at);
            out.writeText(e.address());
            out.writeList(e.endings(), memory -> {
                out.writeLong(memory.number());
                writeOutcome(memory.ending().outcome());
                writeCause(memory.ending().cause());
                out.writeByte(memory.ending().empty() ? 1 : 0);
            });
        } else {
            throw new IllegalArgumentException("Expected an event that is written, but got " + event);
        }
    }

    /** Hands what {@link #encode} was given to {@code out}. */
    public static void decode(ByteBuffer record, Recorder out) {
        RecordReader in = new RecordReader(record);
        int kind = in.readByte();
        out.record(in.readTime(), readEvent(kind, in));
    }

    private static Event readEvent(int kind, RecordReader in) {
        return switch (kind) {
            case IDS_RESERVED -> new IdsReserved(in.readLong(), in.readLong());
            case BEGAN -> new Began(readBegun(in));
            case BRANCH_REGISTERED -> new BranchRegistered(readXid(in), null, readBranch(in));
            case FIRST_BRANCH_REGISTERED -> firstBranch(readBegun(in), in);
            case BRANCH_REPORTED ->
                new BranchReported(
                        readXid(in), readBranchId(in), in.readCode(BranchStatus::ofCode), in.readNullableText());
            case COMMIT_DECIDED -> new CommitDecided(readXid(in));
            case ROLLBACK_DECIDED -> new RollbackDecided(readXid(in), readCause(in));
            case BRANCH_FINISHED -> new BranchFinished(readXid(in), readBranchId(in));
            case BRANCH_STUCK -> new BranchStuck(readXid(in), readBranchId(in));
            case RESTORED_ACTIVE -> readRestored(in, null);
            case RESTORED_FINISHING -> readRestored(in, new Verdict(readOutcome(in), readCause(in)));
            case BRANCH_RESTORED -> new BranchRestored(readXid(in), readBranch(in));
            case REMEMBERED -> new Remembered(in.readText(), in.readList(() -> readMemory(in)));
            default -> throw new IllegalStateException("Expected a record of kind 1 to 13, but got " + kind);
        };
    }

    private static BranchRegistered firstBranch(Begun begun, RecordReader in) {
        return new BranchRegistered(begun.xid(), begun, readBranch(in));
    }

    private static Memory readMemory(RecordReader in) {
        return new Memory(in.readLong(), new Ending(readOutcome(in), readCause(in), in.readByte() == 1));
    }

    private void head(int kind, Instant at) {
        out.writeByte(kind);
        out.writeTime(at);
    }

    private void writeRestored(Instant at, Restored e) {
        head(e.verdict() == null ? RESTORED_ACTIVE : RESTORED_FINISHING, at);
        if (e.verdict() != null) {
            writeOutcome(e.verdict().outcome());
            writeCause(e.verdict().cause());
        }
        writeBegun(e.begun());
        out.writeList(e.stuck(), branch -> out.writeLong(branch.value()));
    }

    private static Restored readRestored(RecordReader in, @Nullable Verdict verdict) {
        return new Restored(readBegun(in), verdict, in.readList(() -> readBranchId(in)));
    }

    private void writeBegun(Begun begun) {
        out.writeText(begun.xid().value());
        out.writeTime(begun.deadline());
        out.writeText(begun.name());
        out.writeText(begun.applicationId());
        out.writeText(begun.group());
    }

    private static Begun readBegun(RecordReader in) {
        return new Begun(readXid(in), in.readTime(), in.readText(), in.readText(), in.readText());
    }

    private void writeBranch(Branch branch) {
        out.writeLong(branch.id().value());
        out.writeByte(branch.type().code());
        out.writeText(branch.resourceId());
        out.writeList(branch.rows(), row -> {
            out.writeText(row.table());
            out.writeText(row.key());
        });
        out.writeText(branch.origin().applicationId());
        out.writeText(branch.origin().address());
        out.writeByte(branch.origin().assent() ? 1 : 0);
        out.writeByte(branch.status().code());
        out.writeText(branch.applicationData());
        RequestId request = branch.request();
        out.writeText(request == null ? null : request.client());
        if (request != null) {
            out.writeLong(request.number());
        }
    }

    private static Branch readBranch(RecordReader in) {
        BranchId id = readBranchId(in);
        BranchType type = in.readCode(BranchType::ofCode);
        String resource = in.readText();
        List<LockKey> rows = in.readList(() -> new LockKey(resource, in.readText(), in.readText()));
        Origin origin = new Origin(in.readText(), in.readText(), in.readByte() == 1);
        BranchStatus status = in.readCode(BranchStatus::ofCode);
        String data = in.readNullableText();
        String client = in.readNullableText();
        return new Branch(
                id,
                type,
                resource,
                rows,
                origin,
                status,
                data,
                client == null ? null : new RequestId(client, in.readLong()));
    }

    private void writeBranchOf(Xid xid, BranchId branch) {
        out.writeText(xid.value());
        out.writeLong(branch.value());
    }

    private static Xid readXid(RecordReader in) {
        return new Xid(in.readText());
    }

    private static BranchId readBranchId(RecordReader in) {
        return new BranchId(in.readLong());
    }

    private void writeOutcome(Outcome outcome) {
        out.writeByte(outcome == Outcome.COMMIT ? 1 : 2);
    }

    private static Outcome readOutcome(RecordReader in) {
        return in.readCode(code ->
                code == 1 ? Optional.of(Outcome.COMMIT) : code == 2 ? Optional.of(Outcome.ROLLBACK) : Optional.empty());
    }

    private void writeCause(Cause cause) {
        out.writeByte(CAUSES.indexOf(cause) + 1);
    }

    private static Cause readCause(RecordReader in) {
        return in.readCode(
                code -> code >= 1 && code <= CAUSES.size() ? Optional.of(CAUSES.get(code - 1)) : Optional.empty());
    }

    /** Codes 1 to 4. */
    private static final List<Cause> CAUSES = List.of(Cause.USER, Cause.TIMEOUT, Cause.BRANCH, Cause.OPERATOR);
}
