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
                                JournalErrors.cut("a.segment", 600, 2048),
                                JournalErrors.badHead("a.segment"),
                                JournalErrors.unsealed("a.segment", "c.segment"),
                                JournalErrors.strangeName("a.segment"),
                                JournalErrors.stranger("a.snapshot", "b.snapshot"),
                                JournalErrors.otherVersion("a.snapshot", 9),
                                JournalErrors.takenOver("file lock has gone"),
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
                        ASN-4604: Expected a.segment to have 2048 bytes, as it was made, but it has 600 bytes: it was cut, or copied in part.\
                         Restore the file.
                        ASN-4605: Expected a.segment to begin with its head, at offset 0, but there is none.\
                         It had one before it got its first record. Restore the file.
                        ASN-4606: Expected a.segment to end with the frame that names the next file, but there is none,\
                         while c.segment is there. Restore the file.
                        ASN-4607: Expected every segment, snapshot and draft in the data directory to have a name that the coordinator gives,\
                         but found a.segment. Give it its name again, or move it away.
                        ASN-4608: Expected a.snapshot to come from the same data directory and life as b.snapshot,\
                         but it comes from another one. Restore the directory from one copy.
                        ASN-4609: Expected a.snapshot to have the format of this version of Assent, but its format is number 9.\
                         Start the version that wrote it.
                        ASN-3603: Expected this process to be the only one that uses the data directory, but file lock has gone.\
                         The process must stop: another one may have taken over.
                        ASN-4611: Expected to be the only user of data directory /data, but process 17, started 2026-01-01T00:00:00Z holds it.\
                         Stop that process, or choose another directory.
                        ASN-4612: Expected a record of at most 8 bytes, but it has 9 bytes.
                        ASN-4613: Expected segments of at least 2048 bytes, a multiple of 512, and at least 1 segment per snapshot,\
                         but got 1 bytes and 2.
                        ASN-4614: Expected an open journal, but it is closed.
                        """);
    }
}
