package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesTest {
    private static final Message STATUS = new GlobalStatusRequest("x", null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16030100            | ASN-4205: Expected a frame to begin with da da, but got 16 03.",
                "485454502f312e3120343030 | ASN-4221: Expected the port for transaction clients of a coordinator, but something speaks HTTP there. That port is 8091 unless the coordinator was started with another one; 7091 is its port for operators.",
                "dada00000000        | ASN-4207: Expected version 1 of the frame protocol, but got version 0.",
                "dada0200            | ASN-4207: Expected version 1 of the frame protocol, but got version 2.",
                "dada010000001000100501000000002a | ASN-4210: Expected a frame type from 0 to 4, but got 5.",
                "dada0100000010001000160000000001 | ASN-4211: Expected the peer to serialize by SEATA, but it uses HESSIAN. Set transport.serialization=seata there.",
                "dada0100000010001000630000000001 | ASN-4211: Expected the peer to serialize by SEATA, but it uses number 99. Set transport.serialization=seata there.",
                "dada0100000010001000010300000001 | ASN-4212: Expected the peer to compress by GZIP, ZIP, BZIP2, LZ4, DEFLATER, ZSTD or not at all, but it uses SEVENZ. Set transport.compressor=none there.",
                "dada0100000010001000010800000001 | ASN-4212: Expected the peer to compress by GZIP, ZIP, BZIP2, LZ4, DEFLATER, ZSTD or not at all, but it uses number 8. Set transport.compressor=none there.",
                "dada0100000010001000018000000001 | ASN-4212: Expected the peer to compress by GZIP, ZIP, BZIP2, LZ4, DEFLATER, ZSTD or not at all, but it uses number 128. Set transport.compressor=none there.",
                "dada0100000012001000010100000001000b | ASN-4219: Expected a body compressed by GZIP, but its bytes are damaged.",
                "dada0100800001001000010000000001 | ASN-4209: Expected a frame of at most 8388608 bytes, but got one of 8388609.",
                "dada017fffffff001000010000000001 | ASN-4209: Expected a frame of at most 8388608 bytes, but got one of 2147483647.",
                "dada01ffffffff001001010000000001 | ASN-4208: Expected a frame of at least 16 bytes that holds its head of at least 16, but got a frame of -1 bytes with a head of 16.",
                "dada0100000012001400010000000001 | ASN-4208: Expected a frame of at least 16 bytes that holds its head of at least 16, but got a frame of 18 bytes with a head of 20.",
                "dada0100000012000f00010000000001 | ASN-4208: Expected a frame of at least 16 bytes that holds its head of at least 16, but got a frame of 18 bytes with a head of 15.",
                "dada0100000010001000010000000001 | ASN-4201: Expected 2 more bytes of the message, but it ends after 0.",
                "dada01000000120010000100000000010078 | ASN-4202: Expected the number of a known message, but got 120.",
                "dada0100000017001000010000000001003b00000000ff | ASN-4215: Expected a merge of at least 2 bytes, but got 0.",
                "dada0100000018001000010000000001003b00000002ffff | ASN-4214: Expected a merge of 0 to 32767 messages, but got -1.",
                "dada010000001a001000010000000001003b000000040001003b | ASN-4213: Expected a merge of plain requests or of their answers, but it holds a MERGED_WARP_MESSAGE.",
                "dada010000001a001000010000000001003b0000000400010065 | ASN-4213: Expected a merge of plain requests or of their answers, but it holds a REGISTER_TM_REQUEST.",
                "dada01000000130010010100000000010066ff | ASN-4203: Expected 0 or 1, but got the unknown number 255.",
            })
    void refuse(String hex, String sentence) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(NotAllowed.class).hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "HEAD", "POST", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"})
    void aBrowserIsToldWhereItIs(String method) {
        assertThatThrownBy(() -> readText(method + " / HTTP/1.1\r\n"))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4206: Expected a transaction client on this port, but got an HTTP request (" + method
                        + ").");
    }

    @Test
    void soIsAnHttp2Client() {
        assertThatThrownBy(() -> readText("PRI * HTTP/2.0\r\n"))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("(PRI, HTTP/2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "da", "dada", "dada01", "dada01000000100010030100000000", "474554"})
    void lessThanAFrameIsLeftWhereItIs(String hex) {
        ByteBuf in = bytes(hex);

        assertThat(Frames.read(in, Frames.MAX_FRAME_BYTES)).isNull();
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void aHeartbeatKeepsItsIdAndWhatItsSenderHasConfigured() {
        Frame ping = (Frame) read("dada010000001000100316010000001f");

        assertThat(ping.type()).isEqualTo(FrameType.PING);
        assertThat(hex(Frame.pong(ping))).isEqualTo("dada010000001000100416010000001f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dada0100000000000001010000000007", // no lengths
                "dada0100000000001001010000000007", // half of them
                "dada0100000010001001010000000007", // those of a heartbeat
                "dada010000001b001001010000000007dada", // those of an answer, and the next frame begins
            })
    void anAnswerWithoutABodyFailsItsRequestAlone(String hex) {
        assertThat(read(hex)).isEqualTo(new BrokenFrame(7));
    }

    @Test
    void onlyAnAnswerMayBeBroken() {
        assertThatThrownBy(() -> read("dada0100000000000000010000000007"))
                .as("a request's id is its sender's own: none of our requests has failed")
                .hasMessageStartingWith("ASN-4208");
        assertThatThrownBy(() -> read("dada0100000012001000010000000007dada")).hasMessageStartingWith("ASN-4202");
    }

    @Test
    void anAnswerTakesAfterItsRequest() {
        Frame request = (Frame) read("dada0100000017001002010000000009000f0001780000");

        assertThat(request.type()).isEqualTo(FrameType.ONE_WAY);
        assertThat(Frame.response(request, STATUS))
                .isEqualTo(new Frame(FrameType.RESPONSE, (byte) 1, (byte) 0, 9, Map.of(), STATUS));
    }

    @Test
    void fieldsFromTheFutureAreSkipped() {
        Frame read = (Frame) read("dada010000001a001000010000000009000f0001780000ffffff");

        assertThat(read.body()).isEqualTo(STATUS);
    }

    @Test
    void theHeadMapKeepsItsOrderAndDropsWhatHasNoKey() {
        Frame frame = Frame.request(1, STATUS).with("z", "1").with("a", null).with("z", "2");
        assertThat(((Frame) read(hex(frame))).head().keySet()).containsExactly("z", "a");
        assertThat(((Frame) read(hex(frame))).head()).containsEntry("z", "2").containsEntry("a", null);

        String nullKey = "dada010000001b0014" + "000100" + "00000009" + "ffff0000" + "000f0001780000";
        assertThat(((Frame) read(nullKey)).head()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenLeavesNoTrace() {
        ByteBuf out = Unpooled.buffer().writeByte(7);
        String long16 = "x".repeat(32_768);

        assertThatThrownBy(() -> Frames.write(out, Frame.request(1, new GlobalStatusRequest(long16, null))))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4204");
        assertThatThrownBy(() -> Frames.write(out, Frame.request(1, lockKey(Frames.MAX_FRAME_BYTES))))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4209");
        assertThatThrownBy(() -> Frames.write(out, Frame.request(1, STATUS).with("k", "x".repeat(32_750))))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4217");
        assertThatThrownBy(
                        () -> Frames.write(out, new Frame(FrameType.REQUEST, (byte) 22, (byte) 0, 1, Map.of(), STATUS)))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4211");
        assertThatThrownBy(() -> Frames.write(
                        out,
                        Frame.request(1, new MergedWarpMessage(List.of(new MergeResultMessage(List.of())), List.of()))))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4213");
        assertThat(out.readableBytes()).isEqualTo(1);
    }

    @Test
    void theLargestFrameIsReadAndAByteMoreIsNot() {
        Frame frame = Frame.request(1, lockKey(1_000));
        int length = hex(frame).length() / 2;

        assertThat(Frames.read(bytes(hex(frame)), length)).isEqualTo(frame);
        assertThatThrownBy(() -> Frames.read(bytes(hex(frame)), length - 1)).hasMessageStartingWith("ASN-4209");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "é", "事", "😀"})
    void theReasonOfAFailureIsCutAtTheEndOfACharacter(String character) {
        int bytes = character.getBytes(StandardCharsets.UTF_8).length;
        Result result = Result.failed(character.repeat(40_000 / bytes));

        Frame read = (Frame) read(hex(Frame.response(1, new BranchReportResponse(result, 0))));

        assertThat(((Response) Objects.requireNonNull(read.body())).result())
                .isEqualTo(Result.failed(character.repeat(32_767 / bytes)));
    }

    @Test
    void idsBelongToMessages() {
        List<Message> one = List.of(STATUS);

        assertThatThrownBy(() -> new MergedWarpMessage(one, List.of(1, 2))).hasMessageStartingWith("ASN-4216");
        assertThatThrownBy(() -> new BatchResultMessage(one, List.of())).hasMessageStartingWith("ASN-4216");
        assertThat(new MergedWarpMessage(one, List.of()).msgIds()).isEmpty();
    }

    private static Message lockKey(int length) {
        return new BranchRegisterRequest("x", BranchType.AT, "db", "k".repeat(length), null);
    }

    private static Inbound readText(String text) {
        return Objects.requireNonNull(
                Frames.read(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), Frames.MAX_FRAME_BYTES));
    }

    private static Inbound read(String hex) {
        return Objects.requireNonNull(Frames.read(bytes(hex), Frames.MAX_FRAME_BYTES));
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    private static String hex(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        Frames.write(out, frame);
        return ByteBufUtil.hexDump(out);
    }
}
