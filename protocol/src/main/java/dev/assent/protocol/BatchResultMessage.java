package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Answers to any requests of a merge in any order, each with its request's message id. Understood since 1.5.
 *
 * <pre>length i32 | count i16 | count times (type i16, its fields) | count times id i32</pre>
 */
public record BatchResultMessage(List<Message> resultMessages, List<Integer> msgIds) implements Message {
    static final Codec<BatchResultMessage> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, BatchResultMessage m) {
            Merge.write(out, Merge.RESPONSES, m.resultMessages, m.msgIds);
        }

        @Override
        public BatchResultMessage read(ByteBuf in) {
            return Merge.read(in, part -> {
                List<Message> messages = Merge.readMessages(part, Merge.RESPONSES);
                return new BatchResultMessage(messages, Merge.readIds(part, messages.size()));
            });
        }
    };

    public BatchResultMessage {
        resultMessages = List.copyOf(resultMessages);
        msgIds = List.copyOf(msgIds);
        Merge.requirePairs(resultMessages, msgIds);
    }

    @Override
    public MessageType type() {
        return MessageType.BATCH_RESULT_MESSAGE;
    }
}
