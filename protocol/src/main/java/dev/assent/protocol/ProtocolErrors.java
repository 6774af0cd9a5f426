package dev.assent.protocol;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;

/**
 * The error sentences of the protocol. All are {@link NotAllowed}: the peer that sent such bytes, or the caller that
 * wanted to send such a message, is wrong. After an error of reading the connection must be closed, because the start
 * of the next frame is not known.
 */
public final class ProtocolErrors {
    private ProtocolErrors() {}

    /** A message that ends early, at whatever byte, is always this. */
    public static AssentException cutShort(int needed, int left) {
        return error("4201", "Expected %d more bytes of the message, but it ends after %d.".formatted(needed, left));
    }

    public static AssentException unknownMessageType(int code) {
        return error("4202", "Expected the number of a known message, but got %d.".formatted(code));
    }

    public static AssentException unknownValue(String what, int code) {
        return error("4203", "Expected %s, but got the unknown number %d.".formatted(what, code));
    }

    public static AssentException textTooLong(int bytes, int max) {
        return error("4204", "Expected text of at most %d bytes, but got %d.".formatted(max, bytes));
    }

    public static AssentException badMagic(int firstTwoBytes) {
        return error(
                "4205",
                "Expected a frame to begin with da da, but got %02x %02x."
                        .formatted(firstTwoBytes >> 8, firstTwoBytes & 0xff));
    }

    public static AssentException http(String method) {
        return error(
                "4206", "Expected a transaction client on this port, but got an HTTP request (%s).".formatted(method));
    }

    public static AssentException httpServer() {
        return error(
                "4221",
                "Expected the port for transaction clients of a coordinator, but something speaks HTTP there. That port is 8091"
                        + " unless the coordinator was started with another one; 7091 is its port for operators.");
    }

    public static AssentException unknownVersion(int version) {
        return error("4207", "Expected version 1 of the frame protocol, but got version %d.".formatted(version));
    }

    public static AssentException badLengths(int frame, int head) {
        return error(
                "4208",
                ("Expected a frame of at least 16 bytes that holds its head of at least 16, but got a frame of %d bytes"
                                + " with a head of %d.")
                        .formatted(frame, head));
    }

    public static AssentException frameTooLarge(int bytes, int max) {
        return error("4209", "Expected a frame of at most %d bytes, but got one of %d.".formatted(max, bytes));
    }

    public static AssentException unknownFrameType(int code) {
        return error("4210", "Expected a frame type from 0 to 4, but got %d.".formatted(code));
    }

    public static AssentException codecRefused(byte codec) {
        return error(
                "4211",
                "Expected the peer to serialize by SEATA, but it uses %s. Set transport.serialization=seata there."
                        .formatted(Encodings.codecName(codec)));
    }

    public static AssentException compressorRefused(byte compressor) {
        return error(
                "4212",
                ("Expected the peer to compress by GZIP, ZIP, BZIP2, LZ4, DEFLATER, ZSTD or not at all, but it uses %s."
                                + " Set transport.compressor=none there.")
                        .formatted(Compressor.name(compressor)));
    }

    public static AssentException compressorMissing(Object compressor) {
        return error(
                "4218",
                ("Expected the library for %s beside this program, but it cannot be loaded. Add it, or set"
                                + " transport.compressor=none at the peer.")
                        .formatted(compressor));
    }

    public static AssentException compressionDamaged(Object compressor) {
        return error("4219", "Expected a body compressed by %s, but its bytes are damaged.".formatted(compressor));
    }

    public static AssentException inflatedTooLarge(Object compressor, int max) {
        return error(
                "4220",
                "Expected a body of at most %d bytes, but it becomes longer when %s inflates it."
                        .formatted(max, compressor));
    }

    public static AssentException notMergeable(MessageType type) {
        return error(
                "4213", "Expected a merge of plain requests or of their answers, but it holds a %s.".formatted(type));
    }

    public static AssentException badCount(int count) {
        return error("4214", "Expected a merge of 0 to 32767 messages, but got %d.".formatted(count));
    }

    public static AssentException badMergeLength(int bytes) {
        return error("4215", "Expected a merge of at least 2 bytes, but got %d.".formatted(bytes));
    }

    public static AssentException idsDoNotMatch(int messages, int ids) {
        return error("4216", "Expected one id for each of %d merged messages, but got %d.".formatted(messages, ids));
    }

    public static AssentException headTooLong(int bytes, int max) {
        return error("4217", "Expected a head map of at most %d bytes, but got %d.".formatted(max, bytes));
    }

    private static AssentException error(String number, String sentence) {
        return new NotAllowed("ASN-" + number, sentence);
    }
}
