package dev.assent.protocol;

/** The numbers of codecs, and the names under which an operator can turn them off. */
final class Encodings {
    static final byte SEATA = 1;
    static final byte NONE = 0;

    private Encodings() {}

    static String codecName(byte code) {
        return switch (code) {
            case SEATA -> "SEATA";
            case 2 -> "PROTOBUF";
            case 4 -> "KRYO";
            case 8 -> "FST";
            case 22 -> "HESSIAN";
            case 40 -> "GRPC";
            case 50 -> "JACKSON";
            case 86 -> "FURY";
            case 87 -> "FORY";
            case 100 -> "FASTJSON2";
            default -> "number " + Byte.toUnsignedInt(code);
        };
    }
}
