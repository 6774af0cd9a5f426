package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes of the journal and of what brings facts to it. */
final class JournalMutants {
    private static final String SEGMENTS = "journal.SegmentWriter";
    private static final String SNAPSHOT = "journal.SnapshotFile";
    private static final String GROUP_COMMIT = "server.loop.GroupCommit";
    private static final Suite CRASHES = Suite.test("journal.CrashEverywhereTest");
    private static final Suite DAMAGE = Suite.test("journal.DamageTest");

    static final List<Mutant> ALL = List.of(
            mutant("J01", "records are never forced")
                    .seenIn("Hmily's default (24)")
                    .in(SEGMENTS)
                    .change("if (durable < appended) { segment.file().force();", "if (durable < appended) {")
                    .killedBy(SIMULATION),
            mutant("J02", "records are forced every other time, answered every time")
                    .seenIn("etcd 14370 (34)")
                    .in(SEGMENTS)
                    .change(
                            "if (durable < appended) { segment.file().force();",
                            "if (durable < appended) { if (appended % 2 == 0) segment.file().force();")
                    .killedBy(SIMULATION),
            mutant("J03", "an fsync that fails is taken for one that succeeded")
                    .seenIn("Seata's file store (19), JRaft 1243 (27)")
                    .in(SEGMENTS)
                    .change(
                            "if (durable < appended) { segment.file().force();",
                            "if (durable < appended) { try { segment.file().force(); }"
                                    + " catch (java.io.UncheckedIOException e) { durable = appended; }")
                    .killedBy(SIMULATION),
            mutant("J04", "a full segment is left without a force")
                    .seenIn("design")
                    .in(SEGMENTS)
                    .change(
                            "out.flush(); segment.file().force(); durable = appended;",
                            "out.flush(); durable = appended;")
                    .killedBy(SIMULATION),
            mutant("J05", "the sector that holds forced records is written again")
                    .seenIn("design")
                    .in(SEGMENTS)
                    .change("out.skipToNextSector();", "")
                    .killedBy(SIMULATION),
            mutant("J06", "after an fsync that failed the next one is believed")
                    .seenIn("PostgreSQL before 12")
                    .in("journal.FailStop")
                    .change(
                            "catch (UncheckedIOException | JournalException.DiskFull e) { failure = e;",
                            "catch (UncheckedIOException | JournalException.DiskFull e) {")
                    .killedBy(Suite.test("journal.FailingDiskTest")),
            mutant("J07", "a snapshot gets its name before it is forced")
                    .seenIn("design")
                    .in(SNAPSHOT)
                    .change("head.body())); file.force();", "head.body()));")
                    .killedBy(SIMULATION),
            mutant("J08", "a snapshot is written in place, and torn by a crash")
                    .seenIn("Ratis 2430 (32)")
                    .in(SNAPSHOT)
                    .change("disk.create(draft(snapshot))", "disk.create(snapshot.name())")
                    .change("disk.rename(draft(snapshot), snapshot.name());", "")
                    .killedBy(SIMULATION),
            mutant("J09", "what a snapshot replaces is deleted before its name is durable")
                    .seenIn("design")
                    .in(SNAPSHOT)
                    .change("disk.forceDirectory();", "")
                    .killedBy(SIMULATION),
            mutant("J10", "a compaction deletes the old snapshot before the new one has its name")
                    .seenIn("design")
                    .in("journal.Compaction")
                    .change(
                            "LogFile publish() { SnapshotFile.publish(disk, result());",
                            "LogFile publish() { disk.delete(base.name()); SnapshotFile.publish(disk, result());")
                    .killedBy(CRASHES),
            mutant("J11", "records have no checksum: half a record that a crash left is read as a record")
                    .seenIn("Seata's file store (20)")
                    .in("journal.Frame")
                    .change("return (int) crc.getValue() == this.crc;", "return true;")
                    .killedBy(CRASHES),
            mutant("J12", "a lost record that a later one knew durable is taken for a torn tail")
                    .seenIn("design")
                    .in("journal.Segments")
                    .change(
                            "throw JournalErrors.badFrame(end().file(), end().offset(), sequence + 1, proof.durableUpTo());",
                            "")
                    .killedBy(DAMAGE),
            mutant(
                            "J13",
                            "an epoch counts from the last snapshot, though a start that crashed has left files of the next")
                    .seenIn("design: no old segment is appended to")
                    .in("journal.Inventory")
                    .change(
                            "return 1 + files.stream().mapToLong(LogFile::epoch).max().orElse(0);",
                            "return 1 + newest.map(LogFile::epoch).orElse(0L);")
                    .killedBy(SIMULATION),
            mutant("J14", "a torn tail stops every start")
                    .seenIn("JRaft 1246 (28)")
                    .in("journal.Segments")
                    .change(
                            "torn = in.restIsBlank() ? null : end;",
                            "if (!in.restIsBlank()) throw JournalErrors.badFrame(end().file(), end().offset(), 0, 0);")
                    .killedBy(SIMULATION),
            mutant("J15", "a disk that is nearly full still takes new work")
                    .seenIn("design")
                    .in("journal.Spare")
                    .change("boolean spaceIsLow() { return spaceIsLow; }", "boolean spaceIsLow() { return false; }")
                    .killedBy(Suite.test("journal.FullDiskTest")),
            mutant("J16", "answers leave before their record is forced")
                    .seenIn("JRaft 1245 (26), design")
                    .in(GROUP_COMMIT)
                    .change("if (lastForced <= durable) {", "if (lastForced <= appended) {")
                    .killedBy(SIMULATION),
            mutant("J17", "an fsync lets the answers of the next batch go too")
                    .seenIn("Ratis 2605 (29)")
                    .in(GROUP_COMMIT)
                    .change("durable = forced ? upTo : durable;", "durable = forced ? appended : durable;")
                    .killedBy(Suite.test("server.loop.DurabilityTest")),
            mutant("J18", "a batch that is not committed stops nothing, and nothing goes on")
                    .seenIn("JRaft 1246 (28), Assent 6f70de7")
                    .in(GROUP_COMMIT)
                    .change("failure.accept(missed.why());", "")
                    .killedBy(Suite.test("server.loop.LostLogTest")),
            mutant("J19", "a read does not wait for the decision it has seen")
                    .seenIn("etcd 20418 (35)")
                    .in("server.loop.Decider")
                    .change(
                            "asker)) { answer(reply, asker); }",
                            "asker)) { if (applied.touched == null) { asker.accept(reply); outgoing.flushLater(); } else { answer(reply, asker); } }")
                    .killedBy(Suite.test("server.loop.DurabilityTest")),
            mutant("J20", "a file that was cut is read as far as it goes")
                    .seenIn("Assent, a partial copy of a data directory")
                    .in("journal.Segments")
                    .change("if (in.size() < head.size()) {", "if (false) {")
                    .killedBy(DAMAGE),
            mutant("J21", "the next segment gets records before the full one is sealed for good")
                    .seenIn("design")
                    .in(SEGMENTS)
                    .change(
                            "put(Frame.SEAL, ByteBuffer.allocate(0)); out.flush();",
                            "put(Frame.SEAL, ByteBuffer.allocate(0));")
                    .killedBy(CRASHES),
            mutant("J22", "the last batch never has a witness")
                    .seenIn("Assent, zeroed acknowledged tails")
                    .in(SEGMENTS)
                    .change("lastWord(Frame.WITNESS);", "")
                    .killedBy(DAMAGE),
            mutant("J23", "a coordinator whose directory was taken over goes on")
                    .seenIn("Assent, a deleted lock file")
                    .in(SEGMENTS)
                    .change("disk.requireOwner();", "")
                    .killedBy(DAMAGE));

    private JournalMutants() {}
}
