package dev.assent.server.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class SharedTextsTest {
    private final SharedTexts texts = new SharedTexts();

    @Test
    void equalTextsAreOneObject() {
        assertThat(read("Bücher-Dienst")).isEqualTo("Bücher-Dienst").isSameAs(read("Bücher-Dienst"));
        assertThat(read("")).isSameAs(read(""));
    }

    @Test
    void textsOfOnePlaceAreNotMixedUp() {
        // "Aa" and "BB" have one hash, and so the same place
        assertThat(read("Aa")).isEqualTo("Aa");
        assertThat(read("BB")).isEqualTo("BB");
        assertThat(read("Aa")).isEqualTo("Aa");
        for (int i = 0; i < 10_000; i++) {
            assertThat(read("text " + i)).isEqualTo("text " + i);
        }
    }

    @Test
    void aLongTextIsReadButNotKept() {
        String text = "x".repeat(10_000);

        assertThat(read(text)).isEqualTo(text).isNotSameAs(read(text));
    }

    private String read(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer in = ByteBuffer.allocate(bytes.length + 2)
                .put((byte) 1)
                .put(bytes)
                .put((byte) 2)
                .position(1);
        String read = texts.read(in, bytes.length);
        assertThat(in.position()).isEqualTo(bytes.length + 1);
        return read;
    }
}
