package dev.assent.protocol;

import dev.assent.model.AssentException.NotAllowed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection makes of its bytes: frames up to the first refusal.
 *
 * @param refusal its sentence; null if the bytes end first
 */
record Delivered(List<Inbound> frames, @Nullable String refusal) {
    static Delivered of(ByteBuf bytes, int limit) {
        List<Inbound> frames = new ArrayList<>();
        return new Delivered(frames, drain(bytes, limit, frames));
    }

    static Delivered inPieces(ByteBuf bytes, IntSupplier pieceLength, int limit) {
        ByteBuf rest = bytes.duplicate();
        ByteBuf received = Unpooled.buffer();
        List<Inbound> frames = new ArrayList<>();
        String refusal = null;
        while (refusal == null && rest.isReadable()) {
            received.writeBytes(rest, Math.min(rest.readableBytes(), pieceLength.getAsInt()));
            refusal = drain(received, limit, frames);
        }
        return new Delivered(frames, refusal);
    }

    private static @Nullable String drain(ByteBuf in, int limit, List<Inbound> frames) {
        try {
            Inbound next = Frames.read(in, limit);
            while (next != null) {
                frames.add(next);
                next = Frames.read(in, limit);
            }
            return null;
        } catch (NotAllowed refusal) {
            return refusal.getMessage();
        }
    }
}
