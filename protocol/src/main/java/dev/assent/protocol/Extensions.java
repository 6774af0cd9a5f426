package dev.assent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assent.model.DatabaseMark;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Assent's peers send each other beyond Seata's protocol, in places that Seata's peers skip. A coordinator sends
 * none of it to a client that did not introduce itself with {@link #withToken}.
 */
public final class Extensions {
    /** Head of requests: the client's id, the same over all its connections. */
    public static final String CLIENT_ID = "a-cid";
    /** Head of requests: the client's own count of requests, kept when it sends one again. */
    public static final String REQUEST = "a-req";
    /** Head of answers: what the status alone does not say about the outcome and its cause, see {@link OutcomeDetail}. */
    public static final String OUTCOME = "a-out";
    /** Head of the answer to a commit or a rollback that goes on: the branches it waits for, see {@link WaitsFor}. */
    public static final String WAITS_FOR = "a-wait";
    /** Head of registration answers, whose messages have no extra data: the coordinator's Assent version. */
    public static final String VERSION = "a-ver";
    /** Head of registration answers: the coordinator's time of day, in milliseconds since 1970. */
    public static final String NOW = "a-now";

    /**
     * The mark of the database a frame speaks of. Head of resource registrations ({@code ?}: the database has none and
     * asks for one), of branch registrations and lock queries, and of phase-two orders.
     */
    public static final String MARK = "a-mark";
    /** Head of the answer to a branch's commit: the database had no undo row of that branch. */
    public static final String NO_TRACE = "a-none";
    /**
     * Head of a ping, with a mark beside it: {@code w:…} asks to write that word into the mark's row, {@code r} to read it.
     * Head of its pong: the word that was read or written, empty if it could not be.
     */
    public static final String NONCE = "a-nonce";
    /**
     * Head of an answer that refuses, where its message has no room for a sentence; head of the answer to a phase-two order that
     * was not carried out: why.
     */
    public static final String REASON = "a-why";

    /**
     * Head of a branch registration or a lock query: for how many milliseconds it may wait for rows that others hold before it
     * is answered. A query that gets them has them kept for its transaction for a second.
     */
    public static final String LOCK_WAIT = "a-lockwait";

    /**
     * Head of a request to roll back: it comes from a participant in which something has failed, not from the client that began
     * the transaction. The cause is a branch that failed, and the answer comes when that is decided.
     */
    public static final String ROLLBACK_ONLY = "a-ro";

    /** A value of the head has 32,767 bytes at most. */
    private static final int REASON_BYTES = 30_000;

    /**
     * Head of every answer: how far the coordinator's log was durable, a {@link Heard}. A client says the highest that it has
     * heard in the extra data of its registrations, one line for each coordinator.
     */
    public static final String HEARD = "a-heard";

    private static final int MOST_HEARD = 16;
    private static final String NO_MARK = "?";
    private static final String WRITE = "w:";
    private static final String READ = "r";
    private static final String TOKEN = "assent=";
    private static final String YES = "1";

    private Extensions() {}

    /** The head of a registration answer: who the coordinator is. */
    public static Map<String, @Nullable String> introduction(String version, Instant now) {
        Map<String, @Nullable String> head = new LinkedHashMap<>();
        head.put(VERSION, version);
        head.put(NOW, Long.toString(now.toEpochMilli()));
        return head;
    }

    /** The coordinator's time of day when it answered a registration; empty if it does not say. */
    public static Optional<Instant> now(Map<String, @Nullable String> head) {
        String millis = head.get(NOW);
        try {
            return millis == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Names one request of one client for ever, so that sending it again is safe.
     *
     * @param clientId drawn anew by each client process
     * @param request above 0
     */
    public record ClientRequest(String clientId, long request) {
        public Map<String, @Nullable String> head() {
            Map<String, @Nullable String> head = new LinkedHashMap<>();
            head.put(CLIENT_ID, clientId);
            head.put(REQUEST, Long.toString(request));
            return head;
        }
    }

    /** Empty if the request has no complete number, as the requests of Seata's clients. */
    public static Optional<ClientRequest> clientRequest(Map<String, @Nullable String> head) {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String clientId = head.get(CLIENT_ID);
        String request = head.get(REQUEST);
        if (clientId == null || request == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientRequest(clientId, Long.parseLong(request)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** @param mark null if the database has none and asks for one */
    public static Map<String, @Nullable String> mark(@Nullable DatabaseMark mark) {
        return Map.of(MARK, mark == null ? NO_MARK : mark.value());
    }

    /** Empty if the frame names no mark, or none that can be read. */
    public static Optional<DatabaseMark> mark(Map<String, @Nullable String> head) {
        return head.isEmpty() ? Optional.empty() : DatabaseMark.parse(head.get(MARK));
    }

    /** Whether a registration says that its database has no mark and asks for one. */
    public static boolean asksForMark(Map<String, @Nullable String> head) {
        return !head.isEmpty() && NO_MARK.equals(head.get(MARK));
    }

    public static Map<String, @Nullable String> toWrite(DatabaseMark mark, String nonce) {
        return nonce(mark, WRITE + nonce);
    }

    public static Map<String, @Nullable String> toRead(DatabaseMark mark) {
        return nonce(mark, READ);
    }

    private static Map<String, @Nullable String> nonce(DatabaseMark mark, String text) {
        Map<String, @Nullable String> head = new LinkedHashMap<>(mark(mark));
        head.put(NONCE, text);
        return head;
    }

    /** The word that a ping wants to be written; empty if it wants one to be read. */
    public static Optional<String> nonceToWrite(Map<String, @Nullable String> head) {
        String text = head.get(NONCE);
        return text != null && text.startsWith(WRITE) ? Optional.of(text.substring(WRITE.length())) : Optional.empty();
    }

    /** The head that lets a request wait for rows. */
    public static Map<String, @Nullable String> lockWait(Duration time) {
        return Map.of(LOCK_WAIT, Long.toString(time.toMillis()));
    }

    /** How long the request may wait; zero if it says nothing that can be read. */
    public static Duration lockWait(Map<String, @Nullable String> head) {
        String millis = head.isEmpty() ? null : head.get(LOCK_WAIT);
        try {
            return millis == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, Integer.parseInt(millis)));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    /** The head that says why; what is longer than the head takes is cut. */
    public static Map<String, @Nullable String> reason(String why) {
        return Map.of(REASON, cut(why));
    }

    /** Empty if the head gives no reason. */
    public static Optional<String> reason(Map<String, @Nullable String> head) {
        return head.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(head.get(REASON)).map(Extensions::cut);
    }

    private static String cut(String text) {
        if (text.getBytes(UTF_8).length <= REASON_BYTES) {
            return text;
        }
        CharBuffer read = CharBuffer.wrap(text);
        UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(read, ByteBuffer.allocate(REASON_BYTES), true);
        return text.substring(0, read.position());
    }

    public static Map<String, @Nullable String> rollbackOnly() {
        return Map.of(ROLLBACK_ONLY, YES);
    }

    public static boolean isRollbackOnly(Map<String, @Nullable String> head) {
        return !head.isEmpty() && YES.equals(head.get(ROLLBACK_ONLY));
    }

    public static Map<String, @Nullable String> noTrace() {
        return Map.of(NO_TRACE, YES);
    }

    public static boolean isNoTrace(Map<String, @Nullable String> head) {
        return !head.isEmpty() && YES.equals(head.get(NO_TRACE));
    }

    /** Adds a line with this client's Assent version to a registration's extra data, which is lines of key=value. */
    public static String withToken(@Nullable String extraData, String version) {
        String token = TOKEN + version + '\n';
        if (extraData == null || extraData.isEmpty()) {
            return token;
        }
        return extraData.endsWith("\n") ? extraData + token : extraData + '\n' + token;
    }

    /** The Assent version of a client that registers; empty if it is not an Assent client. */
    public static Optional<String> token(@Nullable String extraData) {
        return extraData == null
                ? Optional.empty()
                : extraData
                        .lines()
                        .filter(line -> line.startsWith(TOKEN) && line.length() > TOKEN.length())
                        .map(line -> line.substring(TOKEN.length()))
                        .findFirst();
    }

    /** Adds a line for each to a registration's extra data. */
    public static String withHeard(String extraData, Collection<Heard> heard) {
        StringBuilder more = new StringBuilder(extraData);
        heard.forEach(each -> more.append(HEARD).append('=').append(each.text()).append('\n'));
        return more.toString();
    }

    /** What a client that registers has heard, at most 16; lines that cannot be read are left out. */
    public static List<Heard> heard(@Nullable String extraData) {
        String key = HEARD + '=';
        return extraData == null || !extraData.contains(key)
                ? List.of()
                : extraData
                        .lines()
                        .filter(line -> line.startsWith(key))
                        .limit(MOST_HEARD)
                        .flatMap(line -> Heard.parse(line.substring(key.length())).stream())
                        .toList();
    }
}
