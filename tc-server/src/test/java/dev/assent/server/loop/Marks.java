package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What resource managers of ours say about the marks of their databases, and what they hear. */
final class Marks {
    static final DatabaseMark ONE = new DatabaseMark("one");
    static final DatabaseMark OTHER = new DatabaseMark("other");

    private Marks() {}

    /** A new connection whose database is accepted under that mark. */
    static Peer marked(Scene scene, String application, String name, DatabaseMark mark) {
        Peer peer = scene.assent(application);
        accepted(peer, name, mark);
        return peer;
    }

    /** Says a mark that another connection serves, and writes the word that it is asked to write. */
    static Newcomer newcomer(Peer peer, String name, DatabaseMark mark) {
        return writes(peer, says(peer, name, mark));
    }

    /** @param asked the number of its registration */
    static Newcomer writes(Peer peer, int asked) {
        Frame write = ping(peer);
        String word = Extensions.nonceToWrite(write.head()).orElseThrow();
        pongs(peer, write, word);
        return new Newcomer(peer, asked, word);
    }

    record Newcomer(Peer peer, int asked, String word) {
        boolean isAccepted() {
            return peer.answer(asked, RegisterRMResponse.class).identified();
        }

        String reason() {
            return String.valueOf(peer.answerTo(asked).orElseThrow().head().get(Extensions.REASON));
        }
    }

    /** Writes the word that it is asked to write, if the name stands for another database. */
    static void accepted(Peer peer, String name, DatabaseMark mark) {
        int asked = says(peer, name, mark);
        if (!pings(peer).isEmpty()) {
            Frame write = ping(peer);
            pongs(peer, write, Extensions.nonceToWrite(write.head()).orElseThrow());
        }
        assertThat(peer.answer(asked, RegisterRMResponse.class).identified())
                .as("%s", peer.answerTo(asked))
                .isTrue();
    }

    static int says(Peer peer, String name, @Nullable DatabaseMark mark) {
        return peer.say(new RegisterRMRequest("2.5.0", "app", "group", token(), name), Extensions.mark(mark));
    }

    static int says(Peer peer, String name, DatabaseMark mark, String client) {
        Map<String, @Nullable String> head = new LinkedHashMap<>(Extensions.mark(mark));
        head.putAll(new Extensions.ClientRequest(client, 1).head());
        return peer.say(new RegisterRMRequest("2.5.0", "app", "group", token(), name), head);
    }

    /** Has no mark, and gets one. */
    static DatabaseMark given(Peer peer, String name) {
        int asked = says(peer, name, null);
        return Extensions.mark(peer.answerTo(asked).orElseThrow().head()).orElseThrow();
    }

    static String token() {
        return Extensions.withToken(null, "0.1.0");
    }

    static void joins(Peer peer, String xid, String name, DatabaseMark mark, String rows) {
        BranchRegisterResponse answer = register(peer, xid, name, mark, rows);
        assertThat(answer.result().success()).as("%s", answer).isTrue();
    }

    static BranchRegisterResponse register(Peer peer, String xid, String name, DatabaseMark mark, String rows) {
        int id = peer.say(new BranchRegisterRequest(xid, BranchType.AT, name, rows, null), Extensions.mark(mark));
        return peer.answer(id, BranchRegisterResponse.class);
    }

    static boolean isFree(Peer peer, String name, @Nullable DatabaseMark mark, String rows) {
        int id = peer.say(
                new GlobalLockQueryRequest(null, BranchType.AT, name, rows, null),
                mark == null ? Map.of() : Extensions.mark(mark));
        return peer.answer(id, GlobalLockQueryResponse.class).lockable();
    }

    static List<Frame> pings(Peer peer) {
        return peer.inbox().stream()
                .filter(frame -> frame.type() == FrameType.PING)
                .toList();
    }

    static Frame ping(Peer peer) {
        List<Frame> pings = pings(peer);
        assertThat(pings).hasSize(1);
        peer.inbox().removeAll(pings);
        return pings.get(0);
    }

    static void pongs(Peer peer, Frame ping, String word) {
        peer.sends(Frame.pong(ping).with(Extensions.NONCE, word));
    }
}
