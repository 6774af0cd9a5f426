package dev.assent.simulation.client;

import dev.assent.model.DatabaseMark;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.database.LocalTransaction;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A service: it opens and ends global transactions, and takes part in transactions of other services. It may die
 * between two steps.
 */
public final class ClientProcess {
    private final String host;
    private final Kind kind;
    private final ClientContext context;
    private final Chance chance;
    private final FaultPoint faults;
    private final List<LocalTransaction> localTransactions = new ArrayList<>();
    private final ResourceManager resourceManager;
    private CoordinatorLink link;
    private MarkedDatabases marks;
    private boolean up;
    private boolean started;
    private long pausedUntil;
    private boolean inStep;
    private int life;
    private int scripts;

    public ClientProcess(String host, Kind kind, ClientContext context) {
        this.host = host;
        this.kind = kind;
        this.context = context;
        this.chance = context.world().chance(host);
        this.faults = context.profile().at(host);
        this.resourceManager = new ResourceManager(this);
        this.link = new CoordinatorLink(this, clientId());
        this.marks = new MarkedDatabases(this, context.world().chance(clientId() + " marks"));
    }

    public void start() {
        if (!up) {
            up = true;
            started = true;
            resourceManager.starts();
            link = new CoordinatorLink(this, clientId());
            marks = new MarkedDatabases(this, context.world().chance(clientId() + " marks"));
            link.connect();
            if (usesMarks()) {
                marks.watch();
            }
        }
    }

    private String clientId() {
        return host + '#' + life;
    }

    void crash() {
        crash(chance.millis(100, 10_000));
    }

    /**
     * At any moment, even in the middle of a step: what is left of that step does not happen.
     *
     * @param away nanoseconds until it is started again
     */
    public void crash(long away) {
        context.world().say(host + " crashes");
        up = false;
        life++;
        scripts = 0;
        pausedUntil = 0;
        link.drop();
        localTransactions.forEach(LocalTransaction::rollback);
        localTransactions.clear();
        context.world().after(away, this::start);
        if (inStep) {
            throw new ProcessDied(host);
        }
    }

    /** Its connection to the coordinator ends, with some of the bytes that are on their way. */
    public void cutLine() {
        link.cut();
    }

    /** Runs the next step after a delay in nanoseconds, unless the process has died by then, or dies now. */
    void step(long delay, Runnable next) {
        faults.inject(Fault.CLIENT_PAUSE).ifPresent(fault -> {
            context.world().reached(Marker.CLIENT_PAUSED);
            pausedUntil = context.world().now() + fault.chance().millis(500, 40_000);
        });
        context.world().after(Math.max(delay, pausedUntil - context.world().now()), inThisRun(() -> {
            if (faults.inject(Fault.CLIENT_CRASH).isPresent()) {
                crash();
            } else {
                run(next);
            }
        }));
    }

    private void run(Runnable next) {
        inStep = true;
        try {
            next.run();
        } catch (ProcessDied e) {
            context.world().say(e.getMessage() + " in the middle of a step");
        } finally {
            inStep = false;
        }
    }

    /** The same, after the time that any small thing takes. */
    void step(Runnable next) {
        step(chance.micros(10, 2000), next);
    }

    /** Now and then it takes longer than the others wait. */
    long workTime() {
        return faults.inject(Fault.SLOW_PARTICIPANT)
                .map(fault -> fault.chance().millis(1000, 15_000))
                .orElseGet(() -> chance.micros(100, 8000));
    }

    private Runnable inThisRun(Runnable task) {
        int now = life;
        return () -> {
            if (up && life == now) {
                task.run();
            }
        };
    }

    /** Lets another process answer a call, which is worth nothing if this one dies meanwhile. */
    <T> Consumer<T> hear(Consumer<T> then) {
        int now = life;
        return said -> context.world().after(chance.micros(100, 2000), () -> {
            if (up && life == now) {
                then.accept(said);
            }
        });
    }

    LocalTransaction begin(Database database) {
        localTransactions.removeIf(LocalTransaction::hasEnded);
        LocalTransaction tx = database.begin();
        localTransactions.add(tx);
        return tx;
    }

    /** A prepared transaction is the database's own: it outlives the process. */
    void handOver(LocalTransaction tx) {
        localTransactions.remove(tx);
    }

    /** Opens a transaction, and ends it as its script says, while the process lives. */
    public void transfer(String name, Plan plan, List<ClientProcess> services) {
        if (up) {
            run(() -> {
                scriptBegins();
                new Transfer(this, name, plan, services).start();
            });
        }
    }

    void scriptBegins() {
        scripts++;
    }

    void scriptEnded() {
        scripts--;
    }

    public boolean wasStarted() {
        return started;
    }

    /** Whether it does nothing but wait for orders. */
    public boolean isAtRest() {
        return up && scripts == 0;
    }

    public String host() {
        return host;
    }

    /** The databases it works with. */
    public List<Database> databases() {
        return context.names().of(host);
    }

    /** By which name it calls the database: Seata's clients never learn another one. */
    String name(Database database) {
        return usesMarks() ? context.names().name(host, database) : database.name();
    }

    Database database(String resource) {
        return context.database(host, resource);
    }

    /** Whether it has been connected, and accepted for the database with that mark, from then on. */
    public boolean serves(DatabaseMark mark, long since) {
        return up && link.serves(mark, since);
    }

    boolean usesMarks() {
        return isAssent() && context.names().areMarked();
    }

    MarkedDatabases marks() {
        return marks;
    }

    public boolean isAssent() {
        return kind.assent();
    }

    Kind kind() {
        return kind;
    }

    CoordinatorLink link() {
        return link;
    }

    ResourceManager resourceManager() {
        return resourceManager;
    }

    Chance chance() {
        return chance;
    }

    FaultPoint faults() {
        return faults;
    }

    ClientContext place() {
        return context;
    }

    World world() {
        return context.world();
    }

    @Override
    public String toString() {
        return host;
    }
}
