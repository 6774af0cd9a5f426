package dev.assent.server.session;

import dev.assent.core.Branch;
import dev.assent.core.Origin;
import dev.assent.core.Refusal;
import dev.assent.core.Reply.Refused;
import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.RegisterRequest;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.Version;
import dev.assent.server.errors.LogNames;
import dev.assent.server.errors.RequestErrors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection, and what its client said of itself. */
public final class Session {
    private static final String GO = "1.1.0";

    private final long connection;
    private final String address;
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final SessionMarks marks = new SessionMarks();
    private boolean registered;
    private Version version = Version.OLD;
    private @Nullable String asTransactionManager;
    private @Nullable String asResourceManager;
    private boolean go;
    private byte compressor;
    private String applicationId = "";
    private String group = "";
    private boolean assent;
    private @Nullable String clientId;

    /** @param address {@code ip:port} of the peer */
    public Session(long connection, String address) {
        this.connection = connection;
        this.address = address;
    }

    /** May come again, for the other role or for more resources. */
    public void register(RegisterRequest request, FrameType type) {
        Version said = Version.parse(request.version());
        version = registered && version.compareTo(said) < 0 ? version : said;
        registered = true;
        applicationId = request.applicationId() == null ? "" : request.applicationId();
        group = request.transactionServiceGroup() == null ? "" : request.transactionServiceGroup();
        assent |= Extensions.token(request.extraData()).isPresent();
        if (request instanceof RegisterTMRequest) {
            asTransactionManager = request.version();
            go |= GO.equals(request.version()) && type == FrameType.ONE_WAY;
        } else {
            asResourceManager = request.version();
        }
        go |= GO.equals(asTransactionManager) && asResourceManager != null && !GO.equals(asResourceManager);
    }

    /** What it sends itself is what it surely reads. */
    public void heard(Frame frame) {
        if (frame.body() != null) {
            compressor = frame.compressor();
        }
    }

    /** The id that its client gives with its requests; null if it has given none. */
    @Nullable
    String clientId() {
        return clientId;
    }

    void sendsAs(String id) {
        clientId = id;
    }

    /** How its last message was compressed. */
    public byte compressor() {
        return compressor;
    }

    public long connection() {
        return connection;
    }

    public String address() {
        return address;
    }

    public boolean isRegistered() {
        return registered;
    }

    /** The lowest it has given, if it gave several: in one role it knows no more than that. */
    public Version version() {
        return version;
    }

    public String applicationId() {
        return applicationId;
    }

    public String group() {
        return group;
    }

    /**
     * Whether it is seata-go, which calls itself 1.1.0 as transaction manager and something else as resource manager, and
     * as the first does not wait for the answer. A Java client has a connection for each role and always waits.
     */
    public boolean isGo() {
        return go;
    }

    /** Whether it is one of our own clients, who understand our extensions. */
    public boolean isAssent() {
        return assent;
    }

    /** A branch is taken only from a connection whose database is known to be the one with that mark. */
    public Optional<Refused> refusal(DatabaseMark mark) {
        return marks.refusal(mark)
                .map(why -> SessionMarks.isBeingChecked(why)
                        ? new Refused(Refusal.NO_SPACE, RequestErrors.markUnchecked(mark))
                        : new Refused(Refusal.OTHER_DATABASE, why));
    }

    SessionMarks marks() {
        return marks;
    }

    /** The name under which this client knows the branch's database. */
    public String nameFor(Branch branch) {
        DatabaseMark mark = branch.mark();
        return mark == null ? branch.resourceId() : marks.name(mark).orElse(branch.resourceId());
    }

    public Set<String> resources() {
        return resources.keySet();
    }

    /** Returns whether it did not before. */
    public boolean serve(String resource) {
        return resources.putIfAbsent(resource, resource) == null;
    }

    /** The same text; if it serves it, one and the same object, so that each open branch does not hold its own. */
    public String shared(String resource) {
        return resources.getOrDefault(resource, resource);
    }

    public Origin origin() {
        return new Origin(applicationId, address, assent);
    }

    private String ip() {
        return host(address);
    }

    /**
     * How well it suits a branch of that origin, smaller being better: the very connection, its host, its application,
     * any other.
     */
    public int distanceTo(Origin origin) {
        if (!applicationId.equals(origin.applicationId())) {
            return 3;
        }
        if (address.equals(origin.address())) {
            return 0;
        }
        return ip().equals(host(origin.address())) ? 1 : 2;
    }

    private static String host(String address) {
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    @Override
    public String toString() {
        return registered ? LogNames.printable(applicationId) + " at " + address : address;
    }
}
