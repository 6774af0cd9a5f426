package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Extensions.ClientRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ExtensionsTest {
    @Test
    void aRequestKeepsItsNameOnTheWire() {
        ClientRequest name = new ClientRequest("c-1", 77);
        ByteBuf wire = Unpooled.buffer();
        Frames.write(wire, Frame.request(5, new GlobalStatusRequest("x", null)).with(name.head()));

        Inbound read = Objects.requireNonNull(Frames.read(wire, Frames.MAX_FRAME_BYTES));

        assertThat(((Frame) read).head().keySet()).containsExactly("a-cid", "a-req");
        assertThat(Extensions.clientRequest(((Frame) read).head())).contains(name);
    }

    @Test
    void halfANameIsNone() {
        assertThat(Extensions.clientRequest(Map.of())).isEmpty();
        assertThat(Extensions.clientRequest(Map.of("a-cid", "c-1"))).isEmpty();
        assertThat(Extensions.clientRequest(Map.of("a-req", "7"))).isEmpty();
        assertThat(Extensions.clientRequest(Map.of("a-cid", "c-1", "a-req", "seven")))
                .isEmpty();
        Map<String, @Nullable String> withNull = new LinkedHashMap<>();
        withNull.put("a-cid", null);
        withNull.put("a-req", "7");
        assertThat(Extensions.clientRequest(withNull)).isEmpty();
    }

    @Test
    void aCoordinatorSaysItsVersionAndItsTime() {
        Instant now = Instant.ofEpochMilli(1_796_000_000_123L);
        Map<String, @Nullable String> head = Extensions.introduction("0.1.0", now);
        assertThat(head).containsEntry("a-ver", "0.1.0").containsEntry("a-now", "1796000000123");
        assertThat(Extensions.now(head)).contains(now);
        assertThat(Extensions.now(Map.of())).as("a Seata server").isEmpty();
        assertThat(Extensions.now(Map.of("a-now", "noon"))).isEmpty();
    }

    @Test
    void theTokenIsALineAmongOthers() {
        assertThat(Extensions.withToken(null, "0.1.0")).isEqualTo("assent=0.1.0\n");
        assertThat(Extensions.withToken("ak=null\n", "0.1.0")).isEqualTo("ak=null\nassent=0.1.0\n");
        assertThat(Extensions.withToken("ak=null", "0.1.0")).isEqualTo("ak=null\nassent=0.1.0\n");

        assertThat(Extensions.token("ak=null\nassent=0.1.0\nip=1.2.3.4\n")).contains("0.1.0");
        assertThat(Extensions.token("assent=0.1.0")).contains("0.1.0");
        assertThat(Extensions.token(null)).isEmpty();
        assertThat(Extensions.token("digest=assent=1\nassent=\n"))
                .as("Seata's own lines")
                .isEmpty();
    }
}
