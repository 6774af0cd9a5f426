package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.MergedWarpMessage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that compresses is spoken to as it speaks. */
class CompressedPeerTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(bytes = {1, 2, 4, 5, 6, 7})
    void answersAndOrdersAreCompressedAsItsOwnMessages(byte compressor) {
        Peer peer = scene.seata("shop", "2.5.0").serves("db");
        String xid = peer.begins();
        peer.joins(xid, "db", "stock:1");
        MergedWarpMessage merge = new MergedWarpMessage(List.of(new GlobalStatusRequest(xid, null)), List.of(500));
        peer.sends(Wire.overTheWire(Frame.oneWay(400, merge).compressed(compressor)));
        assertThat(peer.answerTo(400).orElseThrow().compressor()).isEqualTo(compressor);

        peer.sends(Wire.overTheWire(
                Frame.request(401, new GlobalRollbackRequest(xid, null)).compressed(compressor)));
        Frame order = peer.takeOrder();
        assertThat(order.compressor()).isEqualTo(compressor);
        peer.does(order);
        assertThat(peer.answerTo(401).orElseThrow().compressor()).isEqualTo(compressor);
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 7})
    void whatItLastUsedCounts(byte compressor) {
        Peer peer = scene.seata("shop", "1.8.0").serves("db");
        String xid = peer.begins();
        peer.sends(Wire.overTheWire(
                Frame.request(400, new GlobalStatusRequest(xid, null)).compressed(compressor)));
        peer.joins(xid, "db", "stock:1");
        peer.say(new GlobalRollbackRequest(xid, null));
        assertThat(peer.takeOrder().compressor()).isZero();
    }
}
