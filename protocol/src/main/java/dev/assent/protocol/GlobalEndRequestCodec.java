package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

record GlobalEndRequestCodec<M extends GlobalEndRequest>(Maker<M> maker) implements Codec<M> {
    interface Maker<M> {
        M make(@Nullable String xid, @Nullable String extraData);
    }

    @Override
    public void write(ByteBuf out, M m) {
        Wire.writeText(out, m.xid());
        Wire.writeText(out, m.extraData());
    }

    @Override
    public M read(ByteBuf in) {
        return maker.make(Wire.readText(in), Wire.readText(in));
    }
}
