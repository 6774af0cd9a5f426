package dev.assent.server.record;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.assent.core.Event;
import dev.assent.core.Event.EndedEmpty;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every kind of record are those that were recorded. */
class GoldenRecordsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<Class<?>> NEVER_WRITTEN = List.of(EndedEmpty.class);
    private static final Path CURRENT = GoldenFiles.current("all.records");

    @BeforeAll
    static void recordIfAskedTo() {
        if (GoldenFiles.isRecording()) {
            GoldenFiles.write(
                    CURRENT,
                    RecordSamples.all().entrySet().stream()
                            .map(sample -> sample.getKey() + " = " + HEX.formatHex(encode(sample.getValue())) + "\n")
                            .collect(joining()));
        }
    }

    static List<Path> files() {
        return GoldenFiles.all(".records");
    }

    @Test
    void everySampleIsWrittenAsItsRecordedBytes() {
        Map<String, String> written = new LinkedHashMap<>();
        RecordSamples.all().forEach((name, event) -> written.put(name, HEX.formatHex(encode(event))));

        assertThat(written).isEqualTo(recorded(CURRENT));
    }

    @Test
    void theRecordedBytesAreReadAsTheSample() {
        Map<String, Event> read = new LinkedHashMap<>();
        recorded(CURRENT).forEach((name, hex) -> read.put(name, decode(hex)));

        assertThat(read).isEqualTo(RecordSamples.all());
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatAnEarlierReleaseWroteIsStillRead(Path file) {
        recorded(file)
                .forEach((name, hex) -> assertThatCode(() -> decode(hex))
                        .as("%s of %s", name, file)
                        .doesNotThrowAnyException());
    }

    @Test
    void everyFactThatIsWrittenHasASample() {
        Set<Class<?>> sampled = new LinkedHashSet<>(NEVER_WRITTEN);
        RecordSamples.all().values().forEach(event -> sampled.add(event.getClass()));

        assertThat(sampled).containsExactlyInAnyOrderElementsOf(WrittenKinds.facts());
    }

    @Test
    void everyKindHasASample() {
        Set<Integer> sampled = new LinkedHashSet<>();
        RecordSamples.all().values().forEach(event -> sampled.add((int) encode(event)[0]));

        assertThat(sampled).containsExactlyInAnyOrderElementsOf(WrittenKinds.codes());
    }

    private static Map<String, String> recorded(Path file) {
        Map<String, String> lines = new LinkedHashMap<>();
        GoldenFiles.read(file).lines().map(line -> line.split(" = ", -1)).forEach(line -> lines.put(line[0], line[1]));
        return lines;
    }

    private static byte[] encode(Event event) {
        return new RecordCodec().encode(RecordSamples.AT, event);
    }

    private static Event decode(String hex) {
        List<Event> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(HEX.parseHex(hex));
        new RecordCodec().decode(in, (at, event) -> {
            assertThat(at).isEqualTo(RecordSamples.AT);
            events.add(event);
        });
        assertThat(in.hasRemaining()).isFalse();
        return events.get(0);
    }
}
