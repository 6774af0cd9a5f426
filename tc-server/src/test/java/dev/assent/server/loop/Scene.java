package dev.assent.server.loop;

import dev.assent.core.Command;
import dev.assent.core.Limits;
import dev.assent.core.Listing;
import dev.assent.core.Operation;
import dev.assent.core.Policy;
import dev.assent.core.Reply;
import dev.assent.journal.DurableLog;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.LocalLog;
import dev.assent.journal.simulated.SimulatedDisk;
import dev.assent.journal.simulated.SimulatedLog;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import dev.assent.protocol.Inbound;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.delivery.PurgeOptions;
import dev.assent.server.view.DatabaseView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The loop over the real journal, on a disk in memory, with time and threads in the test's hands. */
final class Scene {
    static final String VERSION = "0.1.0-test";
    private static final Policy POLICY = Policy.of("127.0.0.1:8091");
    private static final JournalOptions SMALL = new JournalOptions(64 << 10, 4);

    final HandClock clock = new HandClock();
    final List<Throwable> failures = new ArrayList<>();
    private final Policy policy;
    private final LoopOptions options;
    private final JournalOptions journal;
    private final Random random;
    private long connections;
    private long acceptedLoss = -1;
    private SimulatedDisk disk;
    private HandScheduler threads;
    private Wire wire;
    private CoordinatorLoop loop;
    private @Nullable SimulatedLog inMemory;

    Scene() {
        this(LoopOptions.defaults(), 1);
    }

    Scene(LoopOptions options, long seed) {
        this(options, SMALL, seed);
    }

    Scene(JournalOptions journal) {
        this(LoopOptions.defaults(), journal, 1);
    }

    Scene(Limits limits) {
        this(LoopOptions.defaults(), SMALL, 1, POLICY.withLimits(limits));
    }

    private Scene(LoopOptions options, JournalOptions journal, long seed) {
        this(options, journal, seed, POLICY);
    }

    private Scene(LoopOptions options, JournalOptions journal, long seed, Policy policy) {
        this.policy = policy;
        this.options = options;
        this.journal = journal;
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(random);
        this.threads = new HandScheduler(clock);
        this.wire = new Wire();
        this.loop = loop();
    }

    /** The loop over a log in memory instead, see {@link #log}. */
    static Scene onALogInMemory() {
        Scene scene = new Scene();
        scene.inMemory = new SimulatedLog(new UUID(1, 2), task -> scene.threads.io(task));
        scene.startFrom(scene.disk);
        return scene;
    }

    SimulatedLog log() {
        return Objects.requireNonNull(inMemory);
    }

    private DurableLog newLog() {
        return inMemory == null ? new LocalLog(disk, journal, random, threads::io, threads::background) : inMemory;
    }

    private CoordinatorLoop loop() {
        DurableLog log = newLog();
        Startup startup = Startup.of(log, policy, clock, random, step -> {}, failures::add);
        CoordinatorLoop made =
                new CoordinatorLoop(startup, clock, threads, wire, random, options, VERSION, failures::add);
        made.acceptLossTo(acceptedLoss);
        threads.run(made::start);
        threads.settle();
        return made;
    }

    Scene purging(PurgeOptions purge) {
        loop.purgeUndoRows(purge);
        return this;
    }

    /** From the next start on. */
    void acceptLossTo(long epoch) {
        acceptedLoss = epoch;
    }

    /** The process is killed and started again on the same disk; every connection is gone. */
    void restart() {
        startFrom(disk.afterKill());
    }

    /** The same with the power cut: what was never forced may be lost. */
    void powerLoss() {
        startFrom(disk.afterPowerLoss());
    }

    private void startFrom(SimulatedDisk left) {
        disk = left;
        threads = new HandScheduler(clock);
        wire = new Wire();
        loop = loop();
    }

    Peer seata(String application, String version) {
        return connect(application, version, false).registers();
    }

    Peer seata(String application) {
        return seata(application, "1.8.0");
    }

    Peer assent(String application) {
        return connect(application, "2.5.0", true).registers();
    }

    /** A client that has not said who it is. */
    Peer connect(String application, String version, boolean assent) {
        Peer peer = new Peer(this, ++connections, application, version, assent);
        wire.plug(peer);
        loop.connected(peer.connection(), "10.0.0." + peer.connection() + ":4000");
        return peer;
    }

    void hangUp(Peer peer) {
        peer.cut();
        wire.unplug(peer);
        loop.disconnected(peer.connection());
        settle();
    }

    void receive(Peer peer, Inbound frame) {
        loop.received(peer.connection(), frame);
        settle();
    }

    void settle() {
        threads.settle();
    }

    void advance(Duration time) {
        threads.advance(time);
    }

    /** The process is not run for so long; then each timer that is due comes late. */
    void standsStill(Duration time) {
        clock.pass(time.toNanos());
        threads.advance(Duration.ZERO);
    }

    /** The journal's thread is busy with the disk until {@link #letForce}. */
    void holdForce() {
        threads.hold(true);
    }

    void letForce() {
        threads.hold(false);
        settle();
    }

    /** The journal's thread finishes the write it is at, and is held at the next. */
    void forceOnce() {
        threads.oneOfTheJournal();
    }

    /** @return whether all is written, as of now and later */
    boolean[] stop() {
        boolean[] stopped = new boolean[1];
        loop.stop(() -> stopped[0] = true);
        settle();
        return stopped;
    }

    TransactionHistory inspect(String xid) {
        return now(loop.operators().inspect(new Xid(xid)));
    }

    List<TransactionHistory> list(Listing.Which which) {
        return now(loop.operators().list(new Listing(which, null, null, 100)));
    }

    List<TransactionHistory> ended() {
        return now(loop.operators().ended(100));
    }

    Optional<DatabaseMark> adopt(String name) {
        return now(loop.operators().adopt(name));
    }

    DatabaseMark renew(String name) {
        return now(loop.operators().renew(name));
    }

    List<DatabaseView> databases() {
        return now(loop.operators().databases());
    }

    LoopFigures figures() {
        return now(loop.operators().figures());
    }

    Reply operate(String xid, Operation operation) {
        return operate(xid, operation, "");
    }

    Reply operate(String xid, Operation operation, String reason) {
        return now(loop.operators().operate(new Command.Operate(new Xid(xid), operation, reason)))
                .reply();
    }

    /** Not yet answered, maybe. */
    CompletableFuture<Reply> asks(String xid, Operation operation, String reason) {
        CompletableFuture<OperatorAnswer> answer =
                loop.operators().operate(new Command.Operate(new Xid(xid), operation, reason));
        settle();
        return answer.thenApply(OperatorAnswer::reply);
    }

    private <T> T now(CompletableFuture<T> answer) {
        settle();
        return Objects.requireNonNull(answer.getNow(null));
    }

    int openTransactions() {
        return loop.openTransactions();
    }

    SimulatedDisk disk() {
        return disk;
    }
}
