package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/** Walks the frames of one file. Memory is bounded by the largest frame there can be, time by the file's length. */
final class FrameReader implements AutoCloseable {
    private static final int WINDOW = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private final String name;
    private final DiskFile file;
    private ByteBuffer window;
    private long windowStart;
    private long position;
    private boolean blank = true;

    FrameReader(Disk disk, String name) {
        this.name = name;
        file = disk.open(name);
        window = ByteBuffer.allocate((int) Math.min(WINDOW, file.size())).limit(0);
    }

    String name() {
        return name;
    }

    /** Behind the last frame that {@link #next} accepted. */
    long position() {
        return position;
    }

    /** Goes on reading at this offset, which is a multiple of {@link Frame#ALIGNMENT}. */
    void moveTo(long offset) {
        position = offset;
    }

    long size() {
        return file.size();
    }

    /** The format version of the file, if it starts like one of ours and has another version. */
    OptionalInt otherVersion() {
        return holds(0, Frame.HEADER) ? Frame.otherVersion(window, offset(0)) : OptionalInt.empty();
    }

    /** The next frame, if it is whole and has this epoch and sequence. It may start right here or at the next sector. */
    Optional<Frame> next(long epoch, long sequence) {
        Optional<Frame> here = frameAt(position, epoch, sequence);
        return here.isPresent() ? here : frameAt(Frame.nextSector(position), epoch, sequence);
    }

    private Optional<Frame> frameAt(long start, long epoch, long sequence) {
        if (!holds(start, Frame.HEADER) || !Frame.isHeader(window, offset(start), crc)) {
            return Optional.empty();
        }
        Frame frame = Frame.header(window, offset(start));
        if (frame.epoch() != epoch
                || frame.sequence() != sequence
                || !holds(start, Frame.HEADER + frame.length())
                || !frame.isWhole(window, offset(start), crc)) {
            return Optional.empty();
        }
        position = start + Frame.sizeOf(frame.length());
        return Optional.of(frame);
    }

    /** The body of the frame that {@link #next} has just returned; good until the next call. */
    ByteBuffer body(Frame frame) {
        int start = offset(position - Frame.sizeOf(frame.length())) + Frame.HEADER;
        return window.slice(start, frame.length()).asReadOnlyBuffer();
    }

    /**
     * Looks in the rest of the file for a header of this epoch which says that {@code sequence} was durable when it was
     * written.
     */
    Optional<Proof> proofThatDurable(long epoch, long sequence) {
        for (long at = position; holds(at, Frame.HEADER); at += Frame.ALIGNMENT) {
            int offset = offset(at);
            if (window.getLong(offset) == 0) {
                continue;
            }
            blank = false;
            if (Frame.isHeader(window, offset, crc)) {
                Frame frame = Frame.header(window, offset);
                if (frame.epoch() == epoch
                        && frame.durableUpTo() >= sequence
                        && frame.sequence() > frame.durableUpTo()) {
                    return Optional.of(new Proof(at, frame.durableUpTo()));
                }
            }
        }
        return Optional.empty();
    }

    /** At this offset stands a header that says so. */
    record Proof(long offset, long durableUpTo) {}

    /** Whether {@link #proofThatDurable} has met nothing but zeros. */
    boolean restIsBlank() {
        return blank;
    }

    private int offset(long at) {
        return (int) (at - windowStart);
    }

    /** Moves the window, if need be, so that it holds these bytes; false if the file is shorter. */
    private boolean holds(long start, int bytes) {
        if (start >= windowStart && start + bytes <= windowStart + window.limit()) {
            return true;
        }
        if (start + bytes > file.size()) {
            return false;
        }
        if (bytes > window.capacity()) {
            window = ByteBuffer.allocate(bytes);
        }
        window.clear();
        windowStart = start;
        window.limit(file.read(start, window));
        return window.limit() >= bytes;
    }

    @Override
    public void close() {
        file.close();
    }
}
