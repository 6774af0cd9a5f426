package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * All answers to a merge at once, in the order of its requests; the only form every client understands.
 *
 * <pre>length i32 | count i16 | count times (type i16, its fields)</pre>
 */
public record MergeResultMessage(List<Message> msgs) implements Message {
    static final Codec<MergeResultMessage> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, MergeResultMessage m) {
            Merge.write(out, Merge.RESPONSES, m.msgs, List.of());
        }

        @Override
        public MergeResultMessage read(ByteBuf in) {
            return Merge.read(in, part -> new MergeResultMessage(Merge.readMessages(part, Merge.RESPONSES)));
        }
    };

    public MergeResultMessage {
        msgs = List.copyOf(msgs);
    }

    @Override
    public MessageType type() {
        return MessageType.MERGE_RESULT_MESSAGE;
    }
}
