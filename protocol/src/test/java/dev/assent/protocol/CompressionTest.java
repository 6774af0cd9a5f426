package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Compressed frames, whole and hostile. */
final class CompressionTest {
    private static final String END_OF_BLOCKS = "4c5a34426c6f636b10" + "000000000000000000000000";
    private static final int HEADER = 16;
    private static final int COMPRESSOR_AT = 11;
    /** Of a frame, where the test fills one. */
    private static final int LIMIT = 1 << 20;

    private static final int MOST = LIMIT - HEADER;
    /** What a form of compression needs for itself, whatever it inflates: bzip2 the most. */
    private static final long OWN_BYTES = 5 << 20;

    private static Frame frame(Compressor by, String lockKey) {
        Message body = new BranchRegisterRequest("a:1:2", BranchType.AT, "db", lockKey, null);
        return new Frame(FrameType.REQUEST, Encodings.SEATA, by.number(), 7, Map.of(), body);
    }

    private static ByteBuf bytes(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        Frames.write(out, frame);
        return out;
    }

    private static Inbound read(ByteBuf in) {
        return read(in, Frames.MAX_FRAME_BYTES);
    }

    private static Inbound read(ByteBuf in, int limit) {
        return Objects.requireNonNull(Frames.read(in, limit));
    }

    private static String noise(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }

    /** Around a body, as if it were a frame. */
    private static ByteBuf framed(Compressor by, byte[] compressed) {
        ByteBuf frame = Unpooled.buffer().writeShort(0xdada).writeByte(1);
        frame.writeInt(HEADER + compressed.length)
                .writeShort(HEADER)
                .writeByte(0)
                .writeByte(Encodings.SEATA);
        return frame.writeByte(by.onTheWire()).writeInt(7).writeBytes(compressed);
    }

    private static byte[] deflated(Compressor by, byte[] plain) {
        ByteBuf out = Unpooled.buffer();
        Compression.deflate(by, plain, out);
        return ByteBufUtil.getBytes(out);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(Compressor by) {
        for (String lockKey : new String[] {"t:1", "t:" + "1,".repeat(50_000) + "1", "t:" + noise(200_000)}) {
            Frame frame = frame(by, lockKey);
            ByteBuf wire = bytes(frame).writeByte(0xda);

            assertThat(read(wire)).isEqualTo(frame);
            assertThat(wire.readableBytes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aLongRowOfTheSameGrowsSmall(Compressor by) {
        assertThat(bytes(frame(by, "t:" + "1,".repeat(50_000) + "1")).readableBytes())
                .isLessThan(10_000);
    }

    /** Seata's peers know these by their first bytes. */
    @Test
    void eachHasTheFormThatSeatasPeersRead() {
        assertThat(beginning(Compressor.GZIP)).startsWith("1f8b08");
        assertThat(beginning(Compressor.ZIP)).startsWith("504b0304").contains("7a6970"); // the entry's name
        assertThat(beginning(Compressor.BZIP2)).startsWith("68").contains("314159265359");
        assertThat(beginning(Compressor.LZ4)).startsWith("4c5a34426c6f636b10"); // raw, of 1 KiB at most
        assertThat(beginning(Compressor.LZ4_FRAME)).startsWith("04224d18" + "60"); // independent blocks
        assertThat(beginning(Compressor.DEFLATER)).startsWith("789c");
        assertThat(beginning(Compressor.ZSTD)).startsWith("28b52ffd" + "20"); // and its content's size
    }

    private static String beginning(Compressor by) {
        return ByteBufUtil.hexDump(bytes(frame(by, "t:1")).skipBytes(HEADER));
    }

    @Test
    void anAnswerIsCompressedAsItsRequestWas() {
        for (Vector vector : Vector.compressed()) {
            Frame request = (Frame) read(vector.bytes());
            Frame answer = Frame.response(request, new GlobalStatusRequest("y".repeat(300), null));
            ByteBuf wire = bytes(answer);

            assertThat(wire.getByte(COMPRESSOR_AT))
                    .isEqualTo((byte) vector.frame().get("compressor").asInt());
            assertThat(read(wire)).isEqualTo(answer);
        }
    }

    /** A Seata peer inflates 4 MiB of zstd at most, but reads any frame that is not compressed. */
    @Test
    void whatIsTooLongForZstdTravelsAsItIs() {
        Frame frame = frame(Compressor.ZSTD, "t:" + "1".repeat(4 << 20));
        ByteBuf wire = bytes(frame);

        assertThat(wire.getByte(COMPRESSOR_AT)).isZero();
        assertThat(((Frame) read(wire)).body()).isEqualTo(frame.body());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLongerThanAFrameIsNotWritten(Compressor by) {
        ByteBuf out = Unpooled.buffer();
        assertThatThrownBy(() -> Frames.write(out, frame(by, "t:" + "1".repeat(Frames.MAX_FRAME_BYTES))))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4209");
        assertThat(out.isReadable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aFrameMayBecomeAsLargeAsAnyOther(Compressor by) {
        byte[] plain = new byte[MOST];
        assertThatThrownBy(() -> read(framed(by, deflated(by, plain)), LIMIT))
                .as("type code 0, but it was inflated")
                .hasMessageStartingWith("ASN-4202");
        assertThatThrownBy(() -> read(framed(by, deflated(by, Arrays.copyOf(plain, MOST + 1))), LIMIT))
                .hasMessage("ASN-4220: Expected a body of at most 1048560 bytes, but it becomes longer when " + by
                        + " inflates it.");
    }

    /** Eight times as long as a frame may be. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aBombCostsNoMoreThanAFrame(Compressor by) {
        byte[] bomb = deflated(by, new byte[8 * LIMIT]);
        assertThat(bomb.length).isLessThan(LIMIT / 2);
        ByteBuf wire = framed(by, bomb);

        assertThat(Allocation.of(
                        () -> assertThatThrownBy(() -> read(wire, LIMIT)).hasMessageStartingWith("ASN-4220")))
                .isLessThan(3L * LIMIT + OWN_BYTES); // the buffer, and what it was before it grew
    }

    /** Both forms: two thousand million bytes, and thirty-two MiB of a block of one byte. */
    @Test
    void aBlockOfLz4ThatLiesGetsNoMemory() {
        for (String hex : new String[] {
            "04224d18607073" + "ffffff7f" + "5f", "4c5a34426c6f636b2f" + "01000000" + "00000002" + "00000000"
        }) {
            ByteBuf wire = framed(Compressor.LZ4, ByteBufUtil.decodeHexDump(hex));

            assertThat(Allocation.of(() -> assertThatThrownBy(() -> read(wire)).hasMessageMatching("ASN-42(19|20).*")))
                    .isLessThan(1 << 20);
        }
    }

    /** Made by Seata's own code: up to 2.5 it writes blocks, since 2.6 a frame, both under number 5. */
    @Test
    void bothFormsOfLz4AreReadAndAnsweredInKind() {
        String blocks = "4c5a34426c6f636b1009000000090000004f70550d" + "000f000378797a0000" + END_OF_BLOCKS;
        String frame = "04224d18607073" + "09000080" + "000f000378797a0000" + "00000000";
        for (String hex : new String[] {blocks, frame}) {
            Frame request = (Frame) read(framed(Compressor.LZ4, ByteBufUtil.decodeHexDump(hex)));

            assertThat(request.body()).isEqualTo(new GlobalStatusRequest("xyz", null));
            ByteBuf answer = bytes(Frame.response(request, new GlobalStatusRequest("xyz", null)));
            assertThat(answer.getByte(COMPRESSOR_AT)).isEqualTo((byte) 5);
            assertThat(ByteBufUtil.hexDump(answer.skipBytes(HEADER))).startsWith(hex.substring(0, 8));
        }
    }

    /** Checksums and chained blocks are none of what Seata's peers write. */
    @Test
    void otherFramesOfLz4AreRefused() {
        for (String hex : new String[] {"04224d18647073", "04224d18407073", "04224d18607074", "05224d18607073"}) {
            assertThatThrownBy(() -> read(framed(Compressor.LZ4, ByteBufUtil.decodeHexDump(hex + "00000000"))))
                    .as(hex)
                    .hasMessageStartingWith("ASN-4219");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatEndsEarlyIsRefused(Compressor by) {
        byte[] whole = deflated(by, ByteBufUtil.getBytes(bytes(frame(Compressor.NONE, noise(3_000))), HEADER, 3_040));
        for (int length = 0; length < whole.length * 9 / 10; length += 37) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(framed(by, cut)))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageMatching("ASN-42(01|19).*");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatIsDamagedIsReadOrRefusedButNothingElse(Compressor by) {
        long seed = 20L + by.number();
        Random random = new Random(seed);
        byte[] whole = deflated(by, ByteBufUtil.getBytes(bytes(frame(Compressor.NONE, noise(600))), HEADER, 640));
        for (int run = 0; run < 400; run++) {
            byte[] damaged =
                    Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = 1 + random.nextInt(3); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(Math.min(damaged.length, random.nextBoolean() ? 30 : damaged.length))] =
                        (byte) random.nextInt(256);
            }
            ByteBuf wire = framed(by, damaged);
            Frames.write(wire, Frame.ping(run));
            Delivered[] delivered = new Delivered[1];
            long allocated = Allocation.of(() -> delivered[0] = Delivered.of(wire.duplicate(), Frames.MAX_FRAME_BYTES));

            String where = "seed " + seed + ", run " + run + ": " + ByteBufUtil.hexDump(wire);
            assertThat(String.valueOf(delivered[0].refusal())).as(where).matches("null|ASN-42\\d\\d: .*");
            assertThat(allocated).as(where).isLessThan(OWN_BYTES);
            assertThat(Delivered.inPieces(wire, () -> 1 + random.nextInt(400), Frames.MAX_FRAME_BYTES))
                    .as(where)
                    .isEqualTo(delivered[0]);
        }
    }
}
