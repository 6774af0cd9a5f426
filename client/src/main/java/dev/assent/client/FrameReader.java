package dev.assent.client;

import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Cuts what a connection brings into frames. */
final class FrameReader extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        Inbound frame = Frames.read(in, Frames.MAX_FRAME_BYTES);
        if (frame != null) {
            out.add(frame);
        }
    }
}
