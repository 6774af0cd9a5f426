package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tens of thousands of frames a second: writing makes no garbage, reading none but the message itself. */
final class HotPathTest {
    private static final int FRAMES = 10_000;
    private static final Frame REGISTER = Frame.request(
            1,
            new BranchRegisterRequest(
                    "192.168.1.7:8091:2612341069705662465",
                    BranchType.AT,
                    "jdbc:mysql://127.0.0.1:3306/seata_order",
                    "order_tbl:13",
                    "{\"autoCommit\":false}"));

    @Test
    void writingAllocatesNothing() {
        ByteBuf out = Unpooled.buffer(1024);
        writeAll(out);

        assertThat(Allocation.of(() -> writeAll(out)) / FRAMES).isZero();
    }

    /** A frame, a message and four texts: 40 + 40 + four times 24 + 16 and the characters. */
    @Test
    void readingAllocatesTheMessage() {
        ByteBuf in = Unpooled.buffer(1024);
        Frames.write(in, REGISTER);
        readAll(in);

        assertThat(Allocation.of(() -> readAll(in)) / FRAMES).isLessThan(400);
    }

    private static void writeAll(ByteBuf out) {
        for (int i = 0; i < FRAMES; i++) {
            out.clear();
            Frames.write(out, REGISTER);
        }
    }

    private static void readAll(ByteBuf in) {
        for (int i = 0; i < FRAMES; i++) {
            in.readerIndex(0);
            Objects.requireNonNull(Frames.read(in, Frames.MAX_FRAME_BYTES));
        }
    }
}
