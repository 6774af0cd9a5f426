package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a segment or a snapshot says of itself in its first frame, so that it is known for what it is, and for whole, wherever
 * it is found. Epoch and format version stand in the frame.
 *
 * @param size of the file, in bytes; a file that is shorter has been cut
 * @param index as in its name
 * @param lastSequence of the last record that a snapshot stands for; 0 in a segment
 */
record FileHead(long size, long index, long lastSequence, Origin origin) {
    static final int BYTES = 24 + Origin.BYTES;

    ByteBuffer body() {
        ByteBuffer body =
                ByteBuffer.allocate(BYTES).putLong(size).putLong(index).putLong(lastSequence);
        origin.putInto(body);
        return body.flip();
    }

    /** The head of a file, if its first frame is one, and stands under the file's own epoch and index. */
    static Optional<FileHead> of(FrameReader in, LogFile file) {
        byte type = file.kind() == LogFile.Kind.SEGMENT ? Frame.SEGMENT_HEAD : Frame.SNAPSHOT_HEAD;
        return in.next(file.epoch(), 0)
                .filter(frame -> frame.type() == type && frame.length() == BYTES)
                .map(frame -> parse(in.body(frame)))
                .filter(head -> head.index == file.index());
    }

    private static FileHead parse(ByteBuffer body) {
        return new FileHead(body.getLong(), body.getLong(), body.getLong(), Origin.from(body));
    }
}
