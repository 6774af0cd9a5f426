package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes: frames come out, or one documented refusal, and never more memory than the bytes explain. */
final class HostileBytesTest {
    private static final int LIMIT = 256 << 10;
    /** What refusing costs: an exception, its stack and its sentence. */
    private static final long REFUSAL_BYTES = 32 << 10;
    /** The most garbage per byte of a frame: a merge of the smallest answers, or a head map of the smallest entries. */
    private static final long GARBAGE_PER_BYTE = 60;

    private static final List<Vector> SMALL =
            Vector.wellFormed().stream().filter(v -> v.hex().length() < 2_000).toList();

    static List<Vector> small() {
        return SMALL;
    }

    static Stream<Vector> withBody() {
        return SMALL.stream().filter(v -> !v.message().equals("HeartbeatMessage"));
    }

    @BeforeAll
    static void loadEverything() {
        SMALL.forEach(v -> Frames.read(v.bytes(), LIMIT));
        Delivered.of(Unpooled.wrappedBuffer(new byte[4]), LIMIT);
    }

    @Test
    void everyMessageIsAmongTheVictims() {
        assertThat(withBody().map(Vector::message).distinct()).hasSameSizeAs(MessageType.values());
    }

    /** The frame is whole, its message is not: wherever it ends, the sentence is the same one. */
    @ParameterizedTest
    @MethodSource("withBody")
    void aMessageThatEndsEarlyIsAlwaysTheSameError(Vector vector) {
        ByteBuf whole = vector.bytes();
        for (int length = whole.getShort(7) + 1; length < whole.readableBytes(); length++) {
            ByteBuf cut = whole.copy(0, length).setInt(3, length);
            assertThatThrownBy(() -> Frames.read(cut, LIMIT))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageMatching("ASN-4201: Expected \\d+ more bytes of the message, but it ends after \\d+\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void aFrameWaitsUntilItIsThere(Vector vector) {
        ByteBuf whole = vector.bytes();
        for (int length = 0; length < whole.readableBytes(); length++) {
            ByteBuf part = whole.copy(0, length);
            assertThat(Frames.read(part, LIMIT)).as("%d bytes", length).isNull();
            assertThat(part.readableBytes()).isEqualTo(length);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedFramesAreReadOrRefusedButNothingElse(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            ByteBuf stream = Unpooled.buffer();
            for (int frames = random.nextInt(3); frames >= 0; frames--) {
                stream.writeBytes(SMALL.get(random.nextInt(SMALL.size())).bytes());
            }
            damage(stream, random);
            checkAnyDelivery(stream, random, seed, run);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void noiseBehindAGoodHeaderIsReadOrRefusedButNothingElse(long seed) {
        Random random = new Random(seed);
        MessageType[] types = MessageType.values();
        for (int run = 0; run < 5_000; run++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) { // small numbers lead deeper
                noise[i] = random.nextBoolean() ? (byte) random.nextInt(5) : noise[i];
            }
            ByteBuf frame = Unpooled.buffer();
            frame.writeShort(0xdada).writeByte(1).writeInt(18 + noise.length).writeShort(16);
            frame.writeByte(random.nextInt(3)).writeByte(1).writeByte(0).writeInt(run);
            frame.writeShort(types[random.nextInt(types.length)].code()).writeBytes(noise);
            checkAnyDelivery(frame, random, seed, run);
        }
    }

    /** Each length and count, one after the other, says two thousand million, or all it can. */
    @ParameterizedTest
    @MethodSource("withBody")
    void aLengthThatLiesGetsNoMemory(Vector vector) {
        ByteBuf whole = vector.bytes();
        for (int at = whole.getShort(7); at < whole.readableBytes(); at++) {
            for (int width : new int[] {Short.BYTES, Integer.BYTES}) {
                if (at + width <= whole.readableBytes()) {
                    ByteBuf lying = whole.copy();
                    lying.setByte(at, 0x7f);
                    for (int i = 1; i < width; i++) {
                        lying.setByte(at + i, 0xff);
                    }
                    assertThat(allocatedBy(() -> Delivered.of(lying, LIMIT)))
                            .as("%d bytes at %d", width, at)
                            .isLessThan(REFUSAL_BYTES + GARBAGE_PER_BYTE * whole.readableBytes());
                }
            }
        }
    }

    @Test
    void aFrameThatIsAnnouncedGetsNoMemory() {
        ByteBuf announced = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("dada0100800000001000010000000001"));
        ByteBuf tooLarge = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("dada017fffffff001000010000000001"));

        assertThat(allocatedBy(() -> Delivered.of(announced, Frames.MAX_FRAME_BYTES)))
                .isLessThan(1_000);
        assertThat(allocatedBy(() -> Delivered.of(tooLarge, Frames.MAX_FRAME_BYTES)))
                .isLessThan(REFUSAL_BYTES);
    }

    private static void damage(ByteBuf stream, Random random) {
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            int at = random.nextInt(stream.readableBytes());
            int bit = 1 << random.nextInt(8);
            stream.setByte(at, random.nextBoolean() ? stream.getByte(at) ^ bit : random.nextInt(256));
        }
        if (random.nextInt(8) == 0) {
            stream.writerIndex(random.nextInt(stream.readableBytes() + 1));
        }
    }

    private static void checkAnyDelivery(ByteBuf stream, Random random, long seed, int run) {
        Supplier<String> where = () -> "seed " + seed + ", run " + run + ": " + ByteBufUtil.hexDump(stream);
        List<Delivered> whole = new ArrayList<>();
        long allocated = allocatedBy(() -> whole.add(Delivered.of(stream.duplicate(), LIMIT)));

        assertThat(whole.get(0).refusal()).as(where).matches(HostileBytesTest::isDocumented);
        assertThat(allocated)
                .as(where)
                .isLessThan(REFUSAL_BYTES + GARBAGE_PER_BYTE * stream.readableBytes())
                .isLessThan(LIMIT);
        assertThat(Delivered.inPieces(stream, () -> 1, LIMIT)).as(where).isEqualTo(whole.get(0));
        assertThat(Delivered.inPieces(stream, () -> 1 + random.nextInt(40), LIMIT))
                .as(where)
                .isEqualTo(whole.get(0));
    }

    private static boolean isDocumented(@Nullable String refusal) {
        return refusal == null || refusal.matches("(?s)ASN-42\\d\\d: Expected .*, but .*\\.");
    }

    private static long allocatedBy(Runnable work) {
        return Allocation.of(work);
    }
}
