package dev.assent.seata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.assent.demo.database.DatabaseKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** TCC mode, behind Seata's fence where the release has one. */
interface TccContract {
    Duration PATIENCE = Duration.ofSeconds(60);
    String TRIED_NEVER = "none";

    Scene scene();

    @Test
    default void tccConfirms() throws Exception {
        for (Shop shop : scene().shops()) {
            Session buyer = shop.session("tcc");
            String xid = buyer.begin();
            assertThat(buyer.does("try", "confirmed-" + xid)).isEqualTo("reserved");
            assertThat(reservation(shop, "confirmed-" + xid)).isEqualTo("tried");
            buyer.does("return");
            assertThat(reservation(shop, "confirmed-" + xid)).isEqualTo("confirmed");
            assertThat(fence(shop, xid)).isEqualTo(fenced("2"));
        }
    }

    @Test
    default void tccCancels() throws Exception {
        for (Shop shop : scene().shops()) {
            Session buyer = shop.session("tcc");
            String xid = buyer.begin();
            buyer.does("try", "cancelled-" + xid);
            buyer.fails("throw");
            assertThat(reservation(shop, "cancelled-" + xid)).isEqualTo("cancelled");
            assertThat(fence(shop, xid)).isEqualTo(fenced("3"));
        }
    }

    /** The fence keeps the cancel of a try that did nothing from the business; without one the business gets it. */
    @Test
    default void aTryThatFailedIsCancelledEmpty() throws Exception {
        for (Shop shop : scene().shops()) {
            Session buyer = shop.session("tcc");
            String xid = buyer.begin();
            assertThat(buyer.fails("try", "broken-" + xid)).contains("nothing left of broken-" + xid);
            buyer.fails("throw");
            assertThat(reservation(shop, "broken-" + xid))
                    .isEqualTo(scene().version().hasFence() ? TRIED_NEVER : "cancelled without try");
            assertThat(fence(shop, xid)).isEqualTo(fenced("4"));
        }
    }

    private String fenced(String status) {
        return scene().version().hasFence() ? status : "none";
    }

    /** The branch is registered, then the transaction times out and is rolled back, then the try comes. */
    @Test
    default void aTryThatComesAfterItsCancelDoesNothing() throws Exception {
        assumeThat(scene().version().hasFence())
                .as("a fence, which Seata's client has since 1.5")
                .isTrue();
        for (Shop shop : scene().shops()) {
            Session buyer = shop.session("late");
            String xid = buyer.does("begin", "1000");
            buyer.send("lateTry", "late-" + xid);
            await().atMost(PATIENCE).until(() -> fence(shop, xid).equals("4"));
            assertThat(buyer.isQuiet()).isTrue();
            shop.session("opener").does("open");
            assertThat(buyer.answer().ok()).isFalse();
            buyer.fails("throw");
            assertThat(reservation(shop, "late-" + xid)).isEqualTo(TRIED_NEVER);
        }
    }

    private String reservation(Shop shop, String item) throws Exception {
        return ledger(shop).text("select state from reservation where item = '" + item + "'");
    }

    private String fence(Shop shop, String xid) throws Exception {
        return ledger(shop).text("select status from tcc_fence_log where xid = '" + xid + "'");
    }

    private Ledger ledger(Shop shop) {
        return scene().ledger(shop == scene().patient() ? DatabaseKind.MARIADB : DatabaseKind.POSTGRES);
    }
}
