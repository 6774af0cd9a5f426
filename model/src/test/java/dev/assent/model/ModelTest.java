package dev.assent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTest {
    @Test
    void anXidIsAnAddressAndANumber() {
        Xid xid = Xid.of("10.0.0.5:8091", 77);

        assertThat(xid).hasToString("10.0.0.5:8091:77");
        assertThat(xid.address()).isEqualTo("10.0.0.5:8091");
        assertThat(xid.number()).hasValue(77);
        assertThat(xid.isOf("10.0.0.5:8091")).isTrue();
        assertThat(List.of("10.0.0.5", "10.0.0.5:809", "10.0.0.6:8091", "", "10.0.0.5:8091:77"))
                .noneMatch(xid::isOf);
        assertThat(List.of("a:077", "a:-1", "a:0", "a", "a:99999999999999999999", "a:", "a:7b"))
                .allSatisfy(text -> assertThat(new Xid(text).number()).isEmpty());
        assertThat(new Xid("a:" + Long.MAX_VALUE).number()).hasValue(Long.MAX_VALUE);
        assertThat(new Xid("a:9223372036854775808").number()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä:1", "12345678901234567890123456789012345678901234567890123456789012345"})
    void anXidIsShortAndVisible(String text) {
        assertThatThrownBy(() -> new Xid(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstDigitOfAnErrorIsItsKind() {
        assertThat(new AssentException.TryAgain("ASN-1101", "x")).hasMessage("ASN-1101: x");
        assertThatThrownBy(() -> new AssentException.TryAgain("ASN-4101", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anErrorOfOursIsFoundAmongTheCauses() {
        AssentException held = new AssentException.RowHeld("ASN-1101", "x");

        assertThat(held).isInstanceOf(AssentException.TryAgain.class);
        assertThat(AssentException.in(held)).containsSame(held);
        assertThat(AssentException.in(new IllegalStateException(new IllegalStateException(held))))
                .containsSame(held);
        assertThat(AssentException.in(new IllegalStateException(new IllegalStateException("no"))))
                .isEmpty();
        assertThat(AssentException.in(null)).isEmpty();
        Exception first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("a circle", first));
        assertThat(AssentException.in(first)).isEmpty();
    }
}
