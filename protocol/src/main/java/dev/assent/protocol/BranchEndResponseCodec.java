package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

record BranchEndResponseCodec<M extends BranchEndResponse>(Maker<M> maker) implements Codec<M> {
    interface Maker<M> {
        M make(Result result, int exceptionCode, @Nullable String xid, long branchId, BranchStatus branchStatus);
    }

    @Override
    public void write(ByteBuf out, M m) {
        m.result().write(out);
        out.writeByte(m.exceptionCode());
        Wire.writeText(out, m.xid());
        out.writeLong(m.branchId());
        out.writeByte(m.branchStatus().code());
    }

    @Override
    public M read(ByteBuf in) {
        return maker.make(
                Result.read(in), Wire.readByte(in), Wire.readText(in), Wire.readLong(in), Wire.readBranchStatus(in));
    }
}
