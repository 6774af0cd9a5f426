package dev.assent.embedded;

import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Cuts what a client sends into frames. One for each connection. */
public final class FrameReader extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        Inbound frame = Frames.read(in, Frames.MAX_FRAME_BYTES);
        if (frame != null) {
            out.add(frame);
        }
    }
}
