package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LongByteTableTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isAMap(long seed) {
        Random random = new Random(seed);
        Map<Long, Byte> model = new LinkedHashMap<>();
        LongByteTable table = new LongByteTable();
        for (int i = 0; i < 20_000; i++) {
            long key = key(random);
            assertThat(table.get(key) != 0).isEqualTo(model.containsKey(key));
            byte value = (byte) (1 + random.nextInt(16));
            table.put(key, value);
            model.put(key, value);
            assertThat(table.get(key)).isEqualTo(value);
        }

        Map<Long, Byte> listed = new LinkedHashMap<>();
        table.forEach((key, value) ->
                assertThat(listed.put(key, value)).as("%d once", key).isNull());
        assertThat(listed).isEqualTo(model);
        assertThat(table.size()).isEqualTo(model.size());
        model.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    }

    /** Dense, far apart, at the ends and 0. */
    private static long key(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5_000);
            case 1 -> (long) random.nextInt(3_000) << 32;
            case 2 -> random.nextInt(3_000) * 1_000_000L;
            default -> Long.MAX_VALUE - random.nextInt(100) * (random.nextBoolean() ? 1 : -1L);
        };
    }

    /** Else a copy, which begins small, is crowded at one end while it grows, and takes time with the square of the size. */
    @Test
    void listsFromAllOverTheTable() {
        int size = 10_000;
        LongByteTable table = new LongByteTable();
        for (long key = 1; key <= size; key++) {
            table.put(key, (byte) 1);
        }
        List<Long> listed = new ArrayList<>();
        table.forEach((key, value) -> listed.add(key));

        int slots = 1 << 13; // half as many as the table has
        long inTheFirstHalf = listed.subList(0, size / 4).stream()
                .filter(key -> (((key * 0x9E3779B97F4A7C15L) >>> 32) & (slots - 1)) < slots / 2)
                .count();
        assertThat(inTheFirstHalf).isBetween(size * 9L / 80, size * 11L / 80);
    }

    @Test
    void nothingIsNoValue() {
        assertThatThrownBy(() -> new LongByteTable().put(1, (byte) 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
