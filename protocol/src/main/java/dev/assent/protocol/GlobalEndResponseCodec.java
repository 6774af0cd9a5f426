package dev.assent.protocol;

import dev.assent.model.GlobalStatus;
import io.netty.buffer.ByteBuf;

record GlobalEndResponseCodec<M extends GlobalEndResponse>(Maker<M> maker) implements Codec<M> {
    interface Maker<M> {
        M make(Result result, int exceptionCode, GlobalStatus globalStatus);
    }

    @Override
    public void write(ByteBuf out, M m) {
        m.result().write(out);
        out.writeByte(m.exceptionCode());
        out.writeByte(m.globalStatus().code());
    }

    @Override
    public M read(ByteBuf in) {
        return maker.make(Result.read(in), Wire.readByte(in), Wire.readGlobalStatus(in));
    }
}
