package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Origin;
import dev.assent.core.TransactionDetails;
import dev.assent.core.TransactionDetails.Part;
import dev.assent.core.TransactionState;
import dev.assent.core.TransactionStatus;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.server.view.BranchView;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedEndingsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Origin SHOP = new Origin("shop", "10.0.0.1:4000", true);

    private final RememberedEndings endings = new RememberedEndings();

    private static TransactionDetails rolledBack(int number, int branches, int rows, String reason) {
        Xid xid = new Xid("tc:8091:" + number);
        TransactionStatus status = new TransactionStatus(TransactionState.ROLLED_BACK, Cause.USER, true, false);
        LockKey row = new LockKey("db", "stock", "1234567890");
        List<Part> parts = IntStream.rangeClosed(1, branches)
                .mapToObj(id -> new Branch(
                        new BranchId(id),
                        BranchType.AT,
                        "db",
                        Collections.nCopies(rows, row),
                        SHOP,
                        BranchStatus.REGISTERED,
                        "d".repeat(1000),
                        null))
                .map(branch -> new Part(branch, rows, true, false, null, null))
                .toList();
        Begun begun = new Begun(xid, NOW, NOW, "buy", SHOP, "g");
        return new TransactionDetails(xid, status, Outcome.ROLLBACK, begun, parts, null, reason);
    }

    @Test
    void theyFitTheirBounds() {
        for (int i = 1; i <= 1_200; i++) {
            endings.add(rolledBack(i, 1, 1, "r"), NOW);
        }
        assertThat(endings.last(5_000)).hasSize(RememberedEndings.MOST);
        assertThat(endings.find(new Xid("tc:8091:200"))).isNull();
        assertThat(endings.find(new Xid("tc:8091:201"))).isNotNull();

        for (int i = 2_001; i <= 2_200; i++) {
            endings.add(rolledBack(i, 2_000, 3, "r"), NOW);
        }
        assertThat(endings.bytes()).isLessThanOrEqualTo(RememberedEndings.MOST_BYTES);
        assertThat(endings.last(5_000)).hasSizeBetween(5, 100);
        assertThat(endings.last(1).get(0).story().xid()).isEqualTo(new Xid("tc:8091:2200"));
    }

    @Test
    void ofABranchTheFirstRowsAreKeptAndTheirNumberAndNoApplicationData() {
        endings.add(rolledBack(7, 1, 100_000, "r"), NOW);

        Part part = Objects.requireNonNull(endings.find(new Xid("tc:8091:7")))
                .story()
                .branches()
                .get(0);
        assertThat(part.rows()).isEqualTo(100_000);
        assertThat(part.branch().rows()).hasSize(BranchView.MOST_ROWS);
        assertThat(part.branch().applicationData()).isNull();
    }
}
