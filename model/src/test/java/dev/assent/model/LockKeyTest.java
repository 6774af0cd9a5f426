package dev.assent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LockKeyTest {
    @Test
    void readsWhatSeataClientsWrite() {
        assertThat(LockKey.parse("db", "order_tbl:13")).containsExactly(row("order_tbl", "13"));
        assertThat(LockKey.parse("db", "a:1,2;b:x_y")).containsExactly(row("a", "1"), row("a", "2"), row("b", "x_y"));
        assertThat(LockKey.parse("db", "A:1;")).as("as seata-go writes").containsExactly(row("a", "1"));
        assertThat(LockKey.parse("db", "t:10:30"))
                .as("the first colon ends the table")
                .containsExactly(row("t", "10:30"));
        assertThat(LockKey.parse("db", "t:1,1;T:1")).as("a row once").containsExactly(row("t", "1"));
        assertThat(LockKey.parse("db", null)).isEmpty();
        assertThat(LockKey.parse("db", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", ":1", "t:", "t:1,", "t:1,,2", "t:1;;u:2", "t:1;u", ";", "t:1;;", "t: "})
    void refusesWholeWhatDoesNotParseWhole(String text) {
        assertThatThrownBy(() -> LockKey.parse("db", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void theKeyKeepsItsCaseTheTableDoesNot() {
        assertThat(row("Account", "Bob")).isEqualTo(row("ACCOUNT", "Bob")).isNotEqualTo(row("account", "bob"));
    }

    private static LockKey row(String table, String key) {
        return new LockKey("db", table, key);
    }
}
