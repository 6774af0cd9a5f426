package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Several requests of one client in one frame, each with a message id of its own.
 *
 * <pre>length i32 | count i16 | count times (type i16, its fields) | count times id i32, or nothing</pre>
 *
 * @param msgs requests of transactions: never a registration, an answer or another merge
 * @param msgIds one for each of {@code msgs}, in their order; or empty, as from Seata's clients before 1.5
 */
public record MergedWarpMessage(List<Message> msgs, List<Integer> msgIds) implements Message {
    static final Codec<MergedWarpMessage> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, MergedWarpMessage m) {
            Merge.write(out, Merge.REQUESTS, m.msgs, m.msgIds);
        }

        @Override
        public MergedWarpMessage read(ByteBuf in) {
            return Merge.read(in, part -> {
                List<Message> msgs = Merge.readMessages(part, Merge.REQUESTS);
                return new MergedWarpMessage(msgs, part.isReadable() ? Merge.readIds(part, msgs.size()) : List.of());
            });
        }
    };

    public MergedWarpMessage {
        msgs = List.copyOf(msgs);
        msgIds = List.copyOf(msgIds);
        if (!msgIds.isEmpty()) {
            Merge.requirePairs(msgs, msgIds);
        }
    }

    @Override
    public MessageType type() {
        return MessageType.MERGED_WARP_MESSAGE;
    }
}
