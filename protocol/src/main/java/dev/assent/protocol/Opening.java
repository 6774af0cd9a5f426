package dev.assent.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The first bytes of a frame, which show whether the peer speaks this protocol. The result does not depend on how the
 * bytes are split.
 */
final class Opening {
    static final int MAGIC = 0xdada;

    private static final int VERSION_AT = 2;
    private static final int VERSION = 1;
    private static final int METHOD_BYTES = 4;
    private static final int HTTP = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';

    private Opening() {}

    /** False if more bytes are needed; throws if the bytes do not begin a frame. */
    static boolean isComplete(ByteBuf in) {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        if (readable > VERSION_AT && in.getUnsignedShort(start) == MAGIC) {
            int version = in.getUnsignedByte(start + VERSION_AT);
            if (version != VERSION) {
                throw ProtocolErrors.unknownVersion(version);
            }
            return true;
        }
        if (readable < METHOD_BYTES) {
            return false;
        }
        if (in.getInt(start) == HTTP) {
            throw ProtocolErrors.httpServer();
        }
        String method = httpMethod(in.getInt(start));
        throw method.isEmpty() ? ProtocolErrors.badMagic(in.getUnsignedShort(start)) : ProtocolErrors.http(method);
    }

    private static String httpMethod(int fourBytes) {
        return switch (fourBytes) {
            case 'G' << 24 | 'E' << 16 | 'T' << 8 | ' ' -> "GET";
            case 'P' << 24 | 'U' << 16 | 'T' << 8 | ' ' -> "PUT";
            case 'P' << 24 | 'R' << 16 | 'I' << 8 | ' ' -> "PRI, HTTP/2";
            case 'P' << 24 | 'O' << 16 | 'S' << 8 | 'T' -> "POST";
            case 'H' << 24 | 'E' << 16 | 'A' << 8 | 'D' -> "HEAD";
            case 'D' << 24 | 'E' << 16 | 'L' << 8 | 'E' -> "DELETE";
            case 'O' << 24 | 'P' << 16 | 'T' << 8 | 'I' -> "OPTIONS";
            case 'P' << 24 | 'A' << 16 | 'T' << 8 | 'C' -> "PATCH";
            case 'C' << 24 | 'O' << 16 | 'N' << 8 | 'N' -> "CONNECT";
            case 'T' << 24 | 'R' << 16 | 'A' << 8 | 'C' -> "TRACE";
            default -> "";
        };
    }
}
