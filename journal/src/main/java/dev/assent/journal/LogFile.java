package dev.assent.journal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the journal, by its name: epoch and index in hexadecimal, then the kind. A snapshot of index <i>n</i> stands
 * for all older epochs and for its own epoch's segments below <i>n</i>.
 */
record LogFile(long epoch, long index, Kind kind) {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{12})-([0-9a-f]{8})\\.(segment|snapshot|draft)");

    /** A draft is a snapshot that may not be whole yet; recovery does not read it. */
    enum Kind {
        SEGMENT("segment"),
        SNAPSHOT("snapshot"),
        DRAFT("draft");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    static String segment(long epoch, long index) {
        return new LogFile(epoch, index, Kind.SEGMENT).name();
    }

    static String snapshot(long epoch, long index) {
        return new LogFile(epoch, index, Kind.SNAPSHOT).name();
    }

    static String draft(long epoch, long index) {
        return new LogFile(epoch, index, Kind.DRAFT).name();
    }

    /**
     * Other files are left out.
     *
     * @throws JournalException.JournalCorrupt if a file has a kind of the journal's, and a name that it never gives
     */
    static List<LogFile> in(Disk disk) {
        return disk.list().stream()
                .map(LogFile::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @throws JournalException.JournalFailed if there is a file of a later epoch: another process has started */
    static void requireNoneAfter(Disk disk, long epoch) {
        in(disk).stream().filter(file -> file.epoch > epoch).findFirst().ifPresent(file -> {
            throw JournalErrors.takenOver("there is a file %s of a later start".formatted(file.name()));
        });
    }

    static Optional<LogFile> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() && Stream.of(Kind.values()).anyMatch(kind -> name.endsWith('.' + kind.suffix))) {
            throw JournalErrors.strangeName(name);
        }
        return parts.matches()
                ? Optional.of(new LogFile(
                        Long.parseLong(parts.group(1), 16),
                        Long.parseLong(parts.group(2), 16),
                        Kind.valueOf(parts.group(3).toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }

    String name() {
        return "%012x-%08x.%s".formatted(epoch, index, kind.suffix);
    }
}
