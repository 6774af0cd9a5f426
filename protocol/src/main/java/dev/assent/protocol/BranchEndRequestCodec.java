package dev.assent.protocol;

import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads on behind an empty xid or resource, where Seata's own reader stops and loses the application data. */
record BranchEndRequestCodec<M extends BranchEndRequest>(Maker<M> maker) implements Codec<M> {
    interface Maker<M> {
        M make(
                @Nullable String xid,
                long branchId,
                BranchType branchType,
                @Nullable String resourceId,
                @Nullable String applicationData);
    }

    @Override
    public void write(ByteBuf out, M m) {
        Wire.writeText(out, m.xid());
        out.writeLong(m.branchId());
        out.writeByte(m.branchType().code());
        Wire.writeText(out, m.resourceId());
        Wire.writeLongText(out, m.applicationData());
    }

    @Override
    public M read(ByteBuf in) {
        return maker.make(
                Wire.readText(in),
                Wire.readLong(in),
                Wire.readBranchType(in),
                Wire.readText(in),
                Wire.readLongText(in));
    }
}
