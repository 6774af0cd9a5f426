package dev.assent.protocol;

import static dev.assent.protocol.MessageType.*;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Messages inside a message. The length counts the bytes behind it; merges are never nested. */
final class Merge {
    static final Set<MessageType> REQUESTS = Set.copyOf(EnumSet.of(
            GLOBAL_BEGIN_REQUEST,
            GLOBAL_COMMIT_REQUEST,
            GLOBAL_ROLLBACK_REQUEST,
            GLOBAL_STATUS_REQUEST,
            GLOBAL_REPORT_REQUEST,
            BRANCH_REGISTER_REQUEST,
            BRANCH_REPORT_REQUEST,
            GLOBAL_LOCK_QUERY_REQUEST));
    static final Set<MessageType> RESPONSES = Set.copyOf(EnumSet.of(
            GLOBAL_BEGIN_RESPONSE,
            GLOBAL_COMMIT_RESPONSE,
            GLOBAL_ROLLBACK_RESPONSE,
            GLOBAL_STATUS_RESPONSE,
            GLOBAL_REPORT_RESPONSE,
            BRANCH_REGISTER_RESPONSE,
            BRANCH_REPORT_RESPONSE,
            GLOBAL_LOCK_QUERY_RESPONSE));

    private static final int SMALLEST_MESSAGE_BYTES = 4;

    private Merge() {}

    static void requirePairs(List<Message> messages, List<Integer> ids) {
        if (messages.size() != ids.size()) {
            throw ProtocolErrors.idsDoNotMatch(messages.size(), ids.size());
        }
    }

    static void write(ByteBuf out, Set<MessageType> allowed, List<Message> messages, List<Integer> ids) {
        if (messages.size() > Short.MAX_VALUE) {
            throw ProtocolErrors.badCount(messages.size());
        }
        int start = out.writerIndex();
        out.writeInt(0).writeShort(messages.size());
        for (Message message : messages) {
            require(allowed, message.type());
            MessageType.write(out, message);
        }
        for (int id : ids) {
            out.writeInt(id);
        }
        out.setInt(start, out.writerIndex() - start - Integer.BYTES);
    }

    /** Hands on the merge's own bytes, neither more nor less. */
    static <M> M read(ByteBuf in, Function<ByteBuf, M> reader) {
        int length = Wire.readInt(in);
        if (length < Short.BYTES) {
            throw ProtocolErrors.badMergeLength(length);
        }
        return reader.apply(Wire.need(in, length).readSlice(length));
    }

    static List<Message> readMessages(ByteBuf in, Set<MessageType> allowed) {
        int count = Wire.readShort(in);
        if (count < 0) {
            throw ProtocolErrors.badCount(count);
        }
        List<Message> messages = new ArrayList<>(Math.min(count, in.readableBytes() / SMALLEST_MESSAGE_BYTES));
        for (int i = 0; i < count; i++) {
            MessageType type = MessageType.readType(in);
            require(allowed, type);
            messages.add(type.readFields(in));
        }
        return messages;
    }

    static List<Integer> readIds(ByteBuf in, int count) {
        Wire.need(in, count * Integer.BYTES);
        List<Integer> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(in.readInt());
        }
        return ids;
    }

    private static void require(Set<MessageType> allowed, MessageType type) {
        if (!allowed.contains(type)) {
            throw ProtocolErrors.notMergeable(type);
        }
    }
}
