package dev.assent.saga.store;

import dev.assent.saga.run.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The column {@code excep} of Seata's engine: a serialized exception. Only the name of its class is read. */
final class SerializedException {
    private static final int BEGIN_OF_AN_OBJECT = 0xACED0005;
    private static final short OBJECT_OF_CLASS = 0x7372;

    private SerializedException() {}

    static Failure failure(byte[] bytes) {
        return new Failure(List.of(className(bytes)), null, Failure.Net.NOT, null, false);
    }

    private static String className(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < 8 || in.getInt() != BEGIN_OF_AN_OBJECT || in.getShort() != OBJECT_OF_CLASS) {
            return Throwable.class.getName();
        }
        int length = Short.toUnsignedInt(in.getShort());
        if (in.remaining() < length) {
            return Throwable.class.getName();
        }
        return new String(bytes, in.position(), length, StandardCharsets.UTF_8);
    }
}
