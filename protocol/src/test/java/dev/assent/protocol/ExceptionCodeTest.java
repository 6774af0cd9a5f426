package dev.assent.protocol;

import static dev.assent.protocol.ExceptionCode.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExceptionCodeTest {
    private static final List<ExceptionCode> STABLE =
            Arrays.asList(ExceptionCode.values()).subList(0, 19);

    @ParameterizedTest
    @ValueSource(strings = {"", "1.4.2", "1.5.2", "1.8.0", "2.6.0"})
    void theFirstNineteenAreTheSameEverywhere(String version) {
        Version peer = Version.parse(version);

        for (int code = 0; code < STABLE.size(); code++) {
            assertThat(STABLE.get(code).toWire(peer)).isEqualTo(code);
            assertThat(ExceptionCode.ofWire(code, peer)).contains(STABLE.get(code));
        }
        assertThat(ExceptionCode.FAILED_STORE.toWire(peer)).isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({
        // version, leader, fail fast, time-out, heuristic, broken; below 19: what is said instead
        "1.4.2, 0,  2,  0,  0,  0",
        "1.5.0, 0,  19, 0,  0,  0",
        "1.6.1, 0,  19, 0,  0,  0",
        "1.7.0, 0,  19, 20, 21, 22",
        "1.8.0, 0,  19, 20, 21, 22",
        "2.0.0, 19, 20, 21, 22, 23",
        "2.6.0, 19, 20, 21, 22, 23",
    })
    void theOthersMovedAndAPeerNeverGetsOneItLacks(
            String version, int leader, int failFast, int timeout, int heuristic, int broken) {
        Version peer = Version.parse(version);

        assertThat(List.of(NOT_RAFT_LEADER, LOCK_KEY_CONFLICT_FAIL_FAST, TRANSACTION_TIMEOUT, COMMIT_HEURISTIC, BROKEN)
                        .stream()
                        .map(code -> code.toWire(peer)))
                .containsExactly(leader, failFast, timeout, heuristic, broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.2", "1.5.2", "1.8.0", "2.6.0"})
    void readingIsTheOtherWayRound(String version) {
        Version peer = Version.parse(version);

        for (int code = 19; code < 256; code++) {
            int wire = code;
            ExceptionCode.ofWire(wire, peer)
                    .ifPresent(meaning -> assertThat(meaning.toWire(peer)).isEqualTo(wire));
        }
        assertThat(Arrays.stream(ExceptionCode.values())
                        .filter(code -> code.toWire(peer) > 18)
                        .map(code ->
                                ExceptionCode.ofWire(code.toWire(peer), peer).orElseThrow()))
                .containsExactlyElementsOf(Arrays.stream(ExceptionCode.values())
                        .filter(code -> code.toWire(peer) > 18)
                        .toList());
    }

    @Test
    void aNumberNobodyKnowsMeansNothing() {
        assertThat(ExceptionCode.ofWire(19, Version.OLD)).isEmpty();
        assertThat(ExceptionCode.ofWire(20, Version.parse("1.6.0"))).isEmpty();
        assertThat(ExceptionCode.ofWire(24, Version.parse("2.6.0"))).isEmpty();
        assertThat(ExceptionCode.ofWire(-1, Version.parse("2.6.0"))).isEmpty();
    }
}
