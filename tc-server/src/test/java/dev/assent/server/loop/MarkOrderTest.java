package dev.assent.server.loop;

import static dev.assent.server.loop.Marks.ONE;
import static dev.assent.server.loop.Marks.accepted;
import static dev.assent.server.loop.Marks.joins;
import static dev.assent.server.loop.Marks.marked;
import static dev.assent.server.loop.Marks.newcomer;
import static dev.assent.server.loop.Marks.ping;
import static dev.assent.server.loop.Marks.pongs;
import static dev.assent.server.loop.Marks.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.server.loop.Marks.Newcomer;
import dev.assent.server.view.DatabaseView;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code assent resource adopt} and {@code renew}: the order outlives the coordinator and the application. */
class MarkOrderTest {
    private static final String NAME = "jdbc:postgresql://localhost/app";
    private static final String STAGING = "jdbc:postgresql://staging/app";

    private final Scene scene = new Scene();
    private final Peer teller = scene.assent("teller");

    @Test
    void anOrderToAdoptIsCarriedOutAfterARestartOfBoth() {
        Peer one = marked(scene, "shop", NAME, ONE);
        joins(one, teller.begins(), NAME, ONE, "t:1");
        assertThat(marklessIsRefused(one)).isTrue();

        assertThat(scene.adopt(NAME)).contains(ONE);
        scene.powerLoss();
        assertThat(scene.databases()).extracting(DatabaseView::ordered).containsExactly("one");
        assertThat(given(scene.assent("shop")))
                .as("it dies before it writes the mark")
                .contains(ONE);
        Peer again = scene.assent("shop");
        assertThat(given(again)).contains(ONE);
        accepted(again, NAME, ONE);

        assertThat(scene.databases()).extracting(DatabaseView::ordered).containsOnlyNulls();
        assertThat(marklessIsRefused(scene.assent("shop"))).isTrue();
    }

    @Test
    void aRefusedCopyTakesTheMarkWhenItsApplicationStartsAgain() {
        Peer first = marked(scene, "shop", NAME, ONE);
        assertThat(isNotTheSame(first, newcomer(scene.assent("staging"), NAME, ONE)))
                .isEmpty();

        DatabaseMark fresh = scene.renew(NAME);
        for (int start = 0; start < 2; start++) {
            assertThat(isNotTheSame(first, newcomer(scene.assent("staging"), NAME, ONE)))
                    .contains(fresh);
        }
        marked(scene, "staging", NAME, fresh);

        assertThat(scene.databases()).extracting(DatabaseView::ordered).containsOnlyNulls();
    }

    @Test
    void aCopyUnderANameOfItsOwnTakesTheMarkThoughTheOriginalIsAway() {
        marked(scene, "shop", NAME, ONE);
        DatabaseMark fresh = scene.renew(STAGING);
        scene.powerLoss();
        Peer copy = scene.assent("staging");

        int asked = says(copy, STAGING, ONE);

        assertThat(Extensions.mark(copy.answerTo(asked).orElseThrow().head())).contains(fresh);
        accepted(copy, STAGING, fresh);
        marked(scene, "shop", NAME, ONE);
    }

    @Test
    void afterARestartTheOriginalOfTheSameNameKeepsItsMark() {
        marked(scene, "shop", NAME, ONE);
        scene.renew(NAME);
        scene.powerLoss();
        Peer copy = marked(scene, "staging", NAME, ONE);

        Newcomer original = newcomer(scene.assent("shop"), NAME, ONE);

        assertThat(isNotTheSame(copy, original)).isEmpty();
        assertThat(original.reason()).contains("this is a copy");
    }

    /** The mark that the refused one is to take. */
    private static Optional<DatabaseMark> isNotTheSame(Peer first, Newcomer newcomer) {
        pongs(first, ping(first), "an older word");
        return Extensions.mark(
                newcomer.peer().answerTo(newcomer.asked()).orElseThrow().head());
    }

    private static Optional<DatabaseMark> given(Peer peer) {
        int asked = says(peer, NAME, null);
        return Extensions.mark(peer.answerTo(asked).orElseThrow().head());
    }

    private static boolean marklessIsRefused(Peer peer) {
        int asked = says(peer, NAME, null);
        return String.valueOf(peer.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .startsWith("ASN-4113: ");
    }
}
