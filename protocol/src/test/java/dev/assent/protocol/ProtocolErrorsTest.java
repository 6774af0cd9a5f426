package dev.assent.protocol;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.AssentException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProtocolErrorsTest {
    @Test
    void theyAllSpeakAlike() {
        assertThat(Stream.of(
                                ProtocolErrors.cutShort(8, 3),
                                ProtocolErrors.unknownMessageType(120),
                                ProtocolErrors.unknownValue("a branch type", 9),
                                ProtocolErrors.textTooLong(40_000, 32_767),
                                ProtocolErrors.badMagic(0x1603),
                                ProtocolErrors.http("GET"),
                                ProtocolErrors.unknownVersion(0),
                                ProtocolErrors.badLengths(20, 24),
                                ProtocolErrors.frameTooLarge(9_000_000, 8_388_608),
                                ProtocolErrors.unknownFrameType(5),
                                ProtocolErrors.codecRefused((byte) 22),
                                ProtocolErrors.compressorRefused((byte) 3),
                                ProtocolErrors.notMergeable(MessageType.MERGED_WARP_MESSAGE),
                                ProtocolErrors.badCount(-1),
                                ProtocolErrors.badMergeLength(1),
                                ProtocolErrors.idsDoNotMatch(3, 2),
                                ProtocolErrors.headTooLong(40_000, 32_751),
                                ProtocolErrors.compressorMissing(Compressor.LZ4),
                                ProtocolErrors.compressionDamaged(Compressor.GZIP),
                                ProtocolErrors.inflatedTooLarge(Compressor.ZSTD, 8_388_592),
                                ProtocolErrors.httpServer())
                        .map(AssentException::getMessage)
                        .collect(joining("\n", "", "\n")))
                .isEqualTo("""
                        ASN-4201: Expected 8 more bytes of the message, but it ends after 3.
                        ASN-4202: Expected the number of a known message, but got 120.
                        ASN-4203: Expected a branch type, but got the unknown number 9.
                        ASN-4204: Expected text of at most 32767 bytes, but got 40000.
                        ASN-4205: Expected a frame to begin with da da, but got 16 03.
                        ASN-4206: Expected a transaction client on this port, but got an HTTP request (GET).
                        ASN-4207: Expected version 1 of the frame protocol, but got version 0.
                        ASN-4208: Expected a frame of at least 16 bytes that holds its head of at least 16, but got a frame of 20 bytes with a head of 24.
                        ASN-4209: Expected a frame of at most 8388608 bytes, but got one of 9000000.
                        ASN-4210: Expected a frame type from 0 to 4, but got 5.
                        ASN-4211: Expected the peer to serialize by SEATA, but it uses HESSIAN. Set transport.serialization=seata there.
                        ASN-4212: Expected the peer to compress by GZIP, ZIP, BZIP2, LZ4, DEFLATER, ZSTD or not at all, but it uses SEVENZ. Set transport.compressor=none there.
                        ASN-4213: Expected a merge of plain requests or of their answers, but it holds a MERGED_WARP_MESSAGE.
                        ASN-4214: Expected a merge of 0 to 32767 messages, but got -1.
                        ASN-4215: Expected a merge of at least 2 bytes, but got 1.
                        ASN-4216: Expected one id for each of 3 merged messages, but got 2.
                        ASN-4217: Expected a head map of at most 32751 bytes, but got 40000.
                        ASN-4218: Expected the library for LZ4 beside this program, but it cannot be loaded. Add it, or set transport.compressor=none at the peer.
                        ASN-4219: Expected a body compressed by GZIP, but its bytes are damaged.
                        ASN-4220: Expected a body of at most 8388592 bytes, but it becomes longer when ZSTD inflates it.
                        ASN-4221: Expected the port for transaction clients of a coordinator, but something speaks HTTP there. That port is 8091 unless the coordinator was started with another one; 7091 is its port for operators.
                        """);
    }
}
