package dev.assent.protocol;

import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Orders a resource manager to delete old undo rows. There is no answer.
 *
 * <pre>branchType i8, resourceId S16, saveDays i16</pre>
 *
 * @param saveDays undo rows younger than this stay
 */
public record UndoLogDeleteRequest(
        BranchType branchType, @Nullable String resourceId, short saveDays) implements Message {
    static final Codec<UndoLogDeleteRequest> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, UndoLogDeleteRequest m) {
            out.writeByte(m.branchType.code());
            Wire.writeText(out, m.resourceId);
            out.writeShort(m.saveDays);
        }

        @Override
        public UndoLogDeleteRequest read(ByteBuf in) {
            return new UndoLogDeleteRequest(Wire.readBranchType(in), Wire.readText(in), Wire.readShort(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.UNDO_LOG_DELETE_REQUEST;
    }
}
