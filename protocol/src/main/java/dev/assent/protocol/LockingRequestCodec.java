package dev.assent.protocol;

import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

record LockingRequestCodec<M extends LockingRequest>(Maker<M> maker) implements Codec<M> {
    interface Maker<M> {
        M make(
                @Nullable String xid,
                BranchType branchType,
                @Nullable String resourceId,
                @Nullable String lockKey,
                @Nullable String applicationData);
    }

    @Override
    public void write(ByteBuf out, M m) {
        Wire.writeText(out, m.xid());
        out.writeByte(m.branchType().code());
        Wire.writeText(out, m.resourceId());
        Wire.writeLongText(out, m.lockKey());
        Wire.writeLongText(out, m.applicationData());
    }

    @Override
    public M read(ByteBuf in) {
        return maker.make(
                Wire.readText(in),
                Wire.readBranchType(in),
                Wire.readText(in),
                Wire.readLongText(in),
                Wire.readLongText(in));
    }
}
