package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.GlobalStatusRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client brings no compression library; a Seata server may be set to compress all the same. */
class CompressedFramesTest {
    private static final Frame FRAME = Frame.request(7, new GlobalStatusRequest("x", null));

    @ParameterizedTest
    @ValueSource(bytes = {1, 2, 6})
    void plainJavaReadsAndWritesItsOwn(byte compressor) {
        ByteBuf wire = Unpooled.buffer();
        Frames.write(wire, FRAME.compressed(compressor));
        assertThat(Frames.read(wire, Frames.MAX_FRAME_BYTES)).isEqualTo(FRAME.compressed(compressor));
    }

    @ParameterizedTest
    @CsvSource({
        "04, BZIP2, 6839314159265359",
        "05, LZ4_FRAME, 04224d18607073",
        "05, LZ4, 4c5a34426c6f636b10",
        "07, ZSTD, 28b52ffd20"
    })
    void theOthersAreRefusedByName(String number, String name, String body) {
        String length = "%08x".formatted(16 + body.length() / 2);
        ByteBuf wire = Unpooled.wrappedBuffer(
                ByteBufUtil.decodeHexDump("dada01" + length + "0010" + "00" + "01" + number + "00000007" + body));
        assertThatThrownBy(() -> Frames.read(wire, Frames.MAX_FRAME_BYTES))
                .hasMessageStartingWith("ASN-4218: Expected the library for " + name + " beside this program");
    }
}
