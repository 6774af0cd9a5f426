package dev.assent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the basic types that messages consist of. Every read looks first whether the bytes are there: a
 * wrong length allocates no memory. Bytes that are not UTF-8 become replacement characters, as at every other peer of
 * this protocol.
 */
final class Wire {
    static final int MAX_TEXT_BYTES = Short.MAX_VALUE;

    private static final GlobalStatus[] GLOBAL_STATUSES = GlobalStatus.values();
    private static final BranchStatus[] BRANCH_STATUSES = BranchStatus.values();
    private static final BranchType[] BRANCH_TYPES = BranchType.values();

    private Wire() {}

    static ByteBuf need(ByteBuf in, int bytes) {
        if (in.readableBytes() < bytes) {
            throw ProtocolErrors.cutShort(bytes, in.readableBytes());
        }
        return in;
    }

    static int readByte(ByteBuf in) {
        return need(in, Byte.BYTES).readUnsignedByte();
    }

    static short readShort(ByteBuf in) {
        return need(in, Short.BYTES).readShort();
    }

    static int readInt(ByteBuf in) {
        return need(in, Integer.BYTES).readInt();
    }

    static long readLong(ByteBuf in) {
        return need(in, Long.BYTES).readLong();
    }

    static void writeFlag(ByteBuf out, boolean flag) {
        out.writeByte(flag ? 1 : 0);
    }

    static boolean readFlag(ByteBuf in) {
        return flag(readByte(in));
    }

    static boolean readWideFlag(ByteBuf in) {
        return flag(readShort(in));
    }

    private static boolean flag(int value) {
        if (value != 0 && value != 1) {
            throw ProtocolErrors.unknownValue("0 or 1", value);
        }
        return value == 1;
    }

    static GlobalStatus readGlobalStatus(ByteBuf in) {
        return named(GLOBAL_STATUSES, "a global status", readByte(in));
    }

    /** 0xff is null. */
    static @Nullable GlobalStatus readOptionalGlobalStatus(ByteBuf in) {
        int code = readByte(in);
        return code == 0xff ? null : named(GLOBAL_STATUSES, "a global status", code);
    }

    static BranchStatus readBranchStatus(ByteBuf in) {
        return named(BRANCH_STATUSES, "a branch status", readByte(in));
    }

    static BranchType readBranchType(ByteBuf in) {
        return named(BRANCH_TYPES, "a branch type", readByte(in));
    }

    /** As the model's {@code ofCode}, without its garbage. */
    private static <E extends Enum<E>> E named(E[] inWireOrder, String what, int code) {
        if (code >= inWireOrder.length) {
            throw ProtocolErrors.unknownValue(what, code);
        }
        return inWireOrder[code];
    }

    /** S16: null and empty text look the same. */
    static void writeText(ByteBuf out, @Nullable String text) {
        if (text == null) {
            out.writeShort(0);
            return;
        }
        int bytes = ByteBufUtil.utf8Bytes(text);
        if (bytes > MAX_TEXT_BYTES) {
            throw ProtocolErrors.textTooLong(bytes, MAX_TEXT_BYTES);
        }
        out.writeShort(bytes);
        ByteBufUtil.reserveAndWriteUtf8(out, text, bytes);
    }

    /** S16 for text that may lose its end. */
    static void writeCutText(ByteBuf out, @Nullable String text) {
        writeText(out, text == null ? null : cut(text));
    }

    private static String cut(String text) {
        if (ByteBufUtil.utf8Bytes(text) <= MAX_TEXT_BYTES) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (true) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += ByteBufUtil.utf8Bytes(text, end, next);
            if (bytes > MAX_TEXT_BYTES) {
                return text.substring(0, end);
            }
            end = next;
        }
    }

    /** S32: null and empty text look the same. */
    static void writeLongText(ByteBuf out, @Nullable String text) {
        if (text == null) {
            out.writeInt(0);
            return;
        }
        int bytes = ByteBufUtil.utf8Bytes(text);
        out.writeInt(bytes);
        ByteBufUtil.reserveAndWriteUtf8(out, text, bytes);
    }

    static @Nullable String readText(ByteBuf in) {
        int length = readShort(in);
        return length <= 0 ? null : readChars(in, length);
    }

    static @Nullable String readLongText(ByteBuf in) {
        int length = readInt(in);
        return length <= 0 ? null : readChars(in, length);
    }

    static String readChars(ByteBuf in, int bytes) {
        return need(in, bytes).readCharSequence(bytes, UTF_8).toString();
    }
}
