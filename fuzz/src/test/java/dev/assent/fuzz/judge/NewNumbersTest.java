package dev.assent.fuzz.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.server.Dump;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NewNumbersTest {
    private static final String CHOSEN = "CREATE TABLE t0 (id BIGINT AUTO_INCREMENT, v INT)";
    private static final Dump START = dump(row(1, 10));

    @Test
    void otherNumbersInTheSameOrderAreNoDifference() {
        assertThat(numbers(CHOSEN)
                        .haveParted(dump(row(1, 10), row(4, 20), row(5, 30)), dump(row(1, 10), row(2, 20), row(3, 30))))
                .isTrue();
    }

    @Test
    void equalDataHaveNotParted() {
        assertThat(numbers(CHOSEN).haveParted(dump(row(1, 10), row(2, 20)), dump(row(1, 10), row(2, 20))))
                .isFalse();
    }

    @Test
    void otherValuesOrAnotherOrderAreADifference() {
        assertThat(numbers(CHOSEN).haveParted(dump(row(1, 10), row(4, 21)), dump(row(1, 10), row(2, 20))))
                .isFalse();
        assertThat(numbers(CHOSEN).haveParted(dump(row(4, 30), row(5, 20)), dump(row(2, 20), row(3, 30))))
                .isFalse();
        assertThat(numbers(CHOSEN).haveParted(dump(row(1, 11), row(4, 20)), dump(row(1, 10), row(2, 20))))
                .isFalse();
    }

    @Test
    void aNumberBesideTheKeyIsChosenToo() {
        NewNumbers beside = numbers("CREATE TABLE t0 (id INT PRIMARY KEY, v INT GENERATED ALWAYS AS IDENTITY)");

        assertThat(beside.haveParted(dump(row(1, 10), row(8, 14)), dump(row(1, 10), row(8, 12))))
                .isTrue();
        assertThat(beside.haveParted(dump(row(1, 10), row(7, 14)), dump(row(1, 10), row(8, 12))))
                .isFalse();
    }

    @Test
    void keysThatTheStatementGivesAreCompared() {
        NewNumbers given = numbers("CREATE TABLE t0 (id BIGINT NOT NULL, v INT)");

        assertThat(given.areChosen()).isFalse();
        assertThat(given.haveParted(dump(row(1, 10), row(4, 20)), dump(row(1, 10), row(2, 20))))
                .isFalse();
    }

    private static NewNumbers numbers(String table) {
        return NewNumbers.of(
                new Scenario(List.of(Sql.of(table)), List.of(), List.of(), List.of(), List.of(), List.of(), true, 0),
                START);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    private static Dump dump(SortedMap<String, String>... rows) {
        return new Dump(new TreeMap<>(Map.of("public.t0", List.of(rows))));
    }

    private static SortedMap<String, String> row(int id, int v) {
        return new TreeMap<>(Map.of("id", String.valueOf(id), "v", String.valueOf(v)));
    }
}
