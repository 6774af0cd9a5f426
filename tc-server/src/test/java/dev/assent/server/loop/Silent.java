package dev.assent.server.loop;

import dev.assent.journal.OldRecords;
import dev.assent.journal.RecordConsumer;
import dev.assent.journal.StateMachine;
import java.nio.ByteBuffer;
import java.util.List;

/** The state of a process that leads and does nothing more. */
final class Silent implements StateMachine {
    @Override
    public void replay(ByteBuffer record) {}

    @Override
    public void writeTo(RecordConsumer out) {}

    @Override
    public List<byte[]> beginTerm(long epoch) {
        return List.of();
    }

    @Override
    public void deposed(Throwable why) {}

    @Override
    public void compact(OldRecords old) {}

    @Override
    public void warn(String sentence) {}

    @Override
    public void failed(Throwable why) {}
}
