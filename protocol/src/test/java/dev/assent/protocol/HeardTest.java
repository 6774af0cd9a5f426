package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeardTest {
    private static final Heard HEARD = new Heard("6f1c-22", 7, "ab12", 4711);

    @Test
    void itsTextIsReadAgain() {
        assertThat(HEARD.text()).isEqualTo("6f1c-22:7:ab12:4711");
        assertThat(Heard.parse(HEARD.text())).contains(HEARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":::",
                "a:1:b",
                "a:1:b:2:3",
                "a:x:b:2",
                "a:1:b:-2",
                "a:-1:b:2",
                ":1:b:2",
                "a:1::2",
                "a b:1:c:2",
                "a:1:b:99999999999999999999"
            })
    void anyOtherTextIsNone(String text) {
        assertThat(Heard.parse(text)).isEmpty();
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(Heard.parse("x".repeat(64) + ":1:b:2")).isPresent();
        assertThat(Heard.parse("x".repeat(65) + ":1:b:2")).isEmpty();
    }

    @Test
    void theLaterTermIsAfterAndThenTheHigherPosition() {
        assertThat(new Heard("c", 8, "n", 1).isAfter(new Heard("c", 7, "n", 9))).isTrue();
        assertThat(new Heard("c", 7, "n", 10).isAfter(new Heard("c", 7, "n", 9)))
                .isTrue();
        assertThat(new Heard("c", 7, "n", 9).isAfter(new Heard("c", 7, "n", 9))).isFalse();
        assertThat(new Heard("c", 6, "n", 99).isAfter(new Heard("c", 7, "n", 9)))
                .isFalse();
    }

    @Test
    void aRegistrationSaysItInItsExtraData() {
        // given
        Heard other = new Heard("other", 1, "n", 2);
        String token = Extensions.withToken(null, "0.1.0");

        // when
        String extraData = Extensions.withHeard(token, List.of(HEARD, other));

        // then
        assertThat(Extensions.heard(extraData)).containsExactly(HEARD, other);
        assertThat(Extensions.token(extraData)).contains("0.1.0");
        assertThat(Extensions.withHeard(token, List.of())).isEqualTo(token);
    }

    @Test
    void extraDataThatSaysNothingOfItIsNoNews() {
        assertThat(Extensions.heard(null)).isEmpty();
        assertThat(Extensions.heard("assent=0.1.0\nvgroup=g\n")).isEmpty();
        assertThat(Extensions.heard("a-heard=nonsense\na-heard=" + HEARD.text()))
                .containsExactly(HEARD);
    }

    @Test
    void aClientCannotSayMoreThanSixteen() {
        List<Heard> many = IntStream.range(0, 40)
                .mapToObj(i -> new Heard("c" + i, 1, "n", 1))
                .toList();
        assertThat(Extensions.heard(Extensions.withHeard("", many))).hasSize(16);
    }
}
