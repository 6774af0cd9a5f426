package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our bytes are those of Seata's released encoders, and we read theirs. */
final class VectorTest {
    static List<Vector> wellFormed() {
        return Vector.wellFormed();
    }

    static List<Vector> compressed() {
        return Vector.compressed();
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(Vector.all()).hasSize(182);
        assertThat(wellFormed()).hasSize(174);
        assertThat(compressed()).hasSize(6);
        assertThat(wellFormed().stream().map(Vector::message).filter(m -> !m.equals("HeartbeatMessage")))
                .as("every message")
                .containsOnly(Arrays.stream(MessageType.values())
                        .map(type -> type.messageClass().getSimpleName())
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void weWriteTheSameBytes(Vector vector) {
        assertThat(hex(VectorFrames.asSent(vector))).isEqualTo(vector.hex());
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void weReadWhatWasMeantAndNothingMore(Vector vector) {
        ByteBuf in = Unpooled.buffer().writeBytes(vector.bytes()).writeByte(0xda);

        Frame read = whole(in);

        assertThat(read).isEqualTo(VectorFrames.asRead(vector));
        assertThat(in.readableBytes()).as("the next frame's first byte").isEqualTo(1);
        assertThat(hex(read)).isEqualTo(vector.hex());
    }

    /** Seata's readers stop at an empty version, xid or resource. Ours take every field that is there. */
    @Test
    void whereSeataLosesFieldsWeDoNot() {
        assertThat(wellFormed().stream()
                        .filter(Vector::seataReadsItOtherwise)
                        .map(Vector::name)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "reg_tm_all_null",
                        "reg_tm_all_empty",
                        "reg_tm_resp_null_version",
                        "reg_rm_null_version",
                        "branch_commit_null_resource",
                        "branch_rollback_null_resource",
                        "undo_delete_null_resource",
                        "merged_three",
                        "merged_one",
                        "merged_tm");

        assertThat(body("reg_rm_null_version")).isEqualTo(new RegisterRMRequest(null, "a", "g", null, "r"));
        assertThat(body("undo_delete_null_resource").type()).isEqualTo(MessageType.UNDO_LOG_DELETE_REQUEST);
        assertThat(((UndoLogDeleteRequest) body("undo_delete_null_resource")).saveDays())
                .isEqualTo((short) -1);
        assertThat(((BranchCommitRequest) body("branch_commit_null_resource")).applicationData())
                .isEqualTo("lost-on-decode");
    }

    @ParameterizedTest
    @MethodSource("compressed")
    void weReadWhatWasCompressed(Vector vector) {
        ByteBuf in = Unpooled.buffer().writeBytes(vector.bytes()).writeByte(0xda);

        Frame read = whole(in);

        byte compressor = (byte) vector.frame().get("compressor").asInt();
        assertThat(read.compressed(compressor)).isEqualTo(VectorFrames.asRead(vector));
        assertThat(in.readableBytes()).as("the next frame's first byte").isEqualTo(1);
        assertThat(hex(read).substring(0, 32)).endsWith(vector.hex().substring(22, 32));
    }

    @Test
    void aBrokenFrameOfLengthZeroFailsItsRequestAlone() {
        ByteBuf in = Unpooled.buffer()
                .writeBytes(Vector.named("hazard_broken_frame_zero_length").bytes())
                .writeBytes(Vector.named("frame_pong").bytes());

        assertThat(Frames.read(in, Frames.MAX_FRAME_BYTES)).isEqualTo(new BrokenFrame(1));
        assertThat(Frames.read(in, Frames.MAX_FRAME_BYTES)).isEqualTo(Frame.pong(Frame.ping(1)));
        assertThat(in.isReadable()).isFalse();
    }

    /** It announces 27 bytes and has 16: the next frame stands where its body should. */
    @Test
    void aBrokenFrameOfStaleLengthFailsItsRequestOnceTheNextFrameComes() {
        ByteBuf in = Unpooled.buffer()
                .writeBytes(Vector.named("hazard_broken_frame_stale_length").bytes());

        assertThat(Frames.read(in, Frames.MAX_FRAME_BYTES)).isNull();
        Vector next = Vector.named("branch_commit_resp_ok");
        in.writeBytes(next.bytes());
        assertThat(Frames.read(in, Frames.MAX_FRAME_BYTES)).isInstanceOf(BrokenFrame.class);
        assertThat(whole(in)).isEqualTo(VectorFrames.asRead(next));
        assertThat(in.isReadable()).isFalse();
    }

    private static Message body(String name) {
        return Objects.requireNonNull(whole(Vector.named(name).bytes()).body());
    }

    private static Frame whole(ByteBuf in) {
        return (Frame) Objects.requireNonNull(Frames.read(in, Frames.MAX_FRAME_BYTES), "a whole frame");
    }

    private static String hex(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        Frames.write(out, frame);
        return ByteBufUtil.hexDump(out);
    }
}
