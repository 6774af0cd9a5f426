package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

record RegisterResponseCodec<M extends RegisterResponse>(Maker<M> maker) implements Codec<M> {
    interface Maker<M> {
        M make(boolean identified, @Nullable String version);
    }

    @Override
    public void write(ByteBuf out, M m) {
        Wire.writeFlag(out, m.identified());
        Wire.writeText(out, m.version());
    }

    @Override
    public M read(ByteBuf in) {
        return maker.make(Wire.readFlag(in), Wire.readText(in));
    }
}
