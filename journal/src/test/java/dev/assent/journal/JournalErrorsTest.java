package dev.assent.journal;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JournalErrorsTest {
    @Test
    void theyAllSpeakAlike() {
        IOException cause = new IOException("Input/output error");

        assertThat(Stream.of(
                                JournalErrors.diskFull("data/a", new IOException("No space left on device")),
                                JournalErrors.failed("force records", cause),
                                JournalErrors.failedBefore(cause),
                                JournalErrors.badFrame("a.segment", 512, 7, 9),
                                JournalErrors.badSnapshot("a.snapshot", 40),
                                JournalErrors.missing("a.segment", "b.segment"),
                                JournalErrors.inUse("/data", "17, started 2026-01-01T00:00:00Z"),
                                JournalErrors.tooLarge(9, 8),
                                JournalErrors.badOptions(1, 2),
                                JournalErrors.misused("an open journal", "it is closed"))
                        .map(JournalException::getMessage)
                        .collect(joining("\n", "", "\n")))
                .isEqualTo("""
                        ASN-1601: Expected the disk to have room for data/a, but it is full: No space left on device. Free some space.
                        ASN-3601: Expected the disk to force records, but it answered: Input/output error.\
                         What it holds since the last force is unknown; the process must stop and recover.
                        ASN-3602: Expected the journal to be in order, but it has failed before: Input/output error.
                        ASN-4601: Expected record 7 in a.segment at offset 512, but there is none,\
                         though a later one proves that all up to record 9 were durable. Restore the file, or decide what to give up.
                        ASN-4602: Expected snapshot a.snapshot to be whole, but at offset 40 it is not.\
                         It was whole before it got its name. Restore the file.
                        ASN-4603: Expected a.segment to be in the data directory, but it is missing, while b.segment is there. Restore the file.
                        ASN-4611: Expected to be the only user of data directory /data, but process 17, started 2026-01-01T00:00:00Z holds it.\
                         Stop that process, or choose another directory.
                        ASN-4612: Expected a record of at most 8 bytes, but it has 9 bytes.
                        ASN-4613: Expected segments of at least 1024 bytes, a multiple of 512, and at least 1 segment per snapshot,\
                         but got 1 bytes and 2.
                        ASN-4614: Expected an open journal, but it is closed.
                        """);
    }
}
