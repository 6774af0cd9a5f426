package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A state that is the list of all records that were replayed or appended, so that each that is lost or doubled shows. */
final class Ledger implements StateMachine {
    final List<String> records = new ArrayList<>();
    final List<Throwable> deposed = new ArrayList<>();
    final List<Throwable> failed = new ArrayList<>();
    int replayed;
    int compactions;

    @Override
    public void replay(ByteBuffer record) {
        records.add(Life.text(record));
        replayed++;
    }

    @Override
    public void writeTo(RecordConsumer out) {
        records.forEach(record -> out.accept(Life.bytes(record)));
    }

    @Override
    public List<byte[]> beginTerm(long epoch) {
        records.add("term " + epoch);
        return List.of(Life.bytes("term " + epoch).array());
    }

    @Override
    public void deposed(Throwable why) {
        deposed.add(why);
    }

    @Override
    public void compact(OldRecords old) {
        compactions++;
        old.run(1, share -> Life.builder());
    }

    @Override
    public void warn(String sentence) {
        throw new AssertionError(sentence);
    }

    @Override
    public void failed(Throwable why) {
        failed.add(why);
    }
}
