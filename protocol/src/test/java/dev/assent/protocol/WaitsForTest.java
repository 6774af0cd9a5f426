package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.WaitsFor.Branch;
import dev.assent.protocol.WaitsFor.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitsForTest {
    private static final Branch ONE = new Branch("7", Reason.CALLED, "stock", "jdbc:h2:stock");

    private static WaitsFor over(WaitsFor sent) {
        return WaitsFor.in(Map.of(Extensions.WAITS_FOR, sent.encoded())).orElseThrow();
    }

    @Test
    void theTextIsOneLineForEachBranch() {
        assertThat(new WaitsFor(List.of(ONE), 4).encoded()).isEqualTo("7\tCALLED\tstock\tjdbc:h2:stock\n4");
    }

    @Test
    void itIsReadAsItWasWritten() {
        WaitsFor all = new WaitsFor(List.of(ONE, new Branch("8", Reason.PARKED, "", "")), 0);
        assertThat(over(all)).isEqualTo(all);
        assertThat(over(new WaitsFor(List.of(ONE), 12))).isEqualTo(new WaitsFor(List.of(ONE), 12));
    }

    @Test
    void aNameCannotMakeALineAndIsNotLong() {
        Branch bad = new Branch("7", Reason.TURN, "a\tb\nc", "x".repeat(300));
        assertThat(over(new WaitsFor(List.of(bad), 0)).branches())
                .containsExactly(new Branch("7", Reason.TURN, "a?b?c", "x".repeat(200) + "..."));
    }

    @Test
    void whatALaterReleaseSaysIsSkipped() {
        assertThat(WaitsFor.in(Map.of(Extensions.WAITS_FOR, "7\tON_HOLIDAY\tstock\tdb\tmore\nnew line")))
                .contains(new WaitsFor(List.of(new Branch("7", Reason.UNRECOGNISED, "stock", "db")), 0));
    }

    @Test
    void withoutBranchesThereIsNothing() {
        assertThat(WaitsFor.in(Map.of())).isEmpty();
        assertThat(WaitsFor.in(Map.of(Extensions.WAITS_FOR, ""))).isEmpty();
    }
}
