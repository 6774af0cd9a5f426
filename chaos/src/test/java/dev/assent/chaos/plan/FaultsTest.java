package dev.assent.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.MessageType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    @Test
    void theSeedAloneDrawsThePlan() {
        assertThat(processes(7, 100)).isEqualTo(processes(7, 100)).isNotEqualTo(processes(8, 100));
        assertThat(lines(7, 100)).isEqualTo(lines(7, 100)).isNotEqualTo(lines(8, 100));
    }

    @Test
    void oneRowOfFaultsDoesNotDependOnHowFarTheOtherIs() {
        Faults faults = new Faults(7);
        List<ConnectionFault> before =
                Stream.generate(faults::nextConnectionFault).limit(50).toList();
        List<ProcessFault> processes =
                Stream.generate(faults::nextProcessFault).limit(50).toList();
        assertThat(processes).isEqualTo(processes(7, 50));
        assertThat(before).isEqualTo(lines(7, 50));
    }

    @Test
    void theFirstFaultsShowEachKind() {
        for (long seed = 1; seed <= 100; seed++) {
            List<ProcessFault> first = processes(seed, Faults.ENOUGH);
            assertThat(first)
                    .as("seed %d", seed)
                    .anyMatch(fault -> fault.act() == ProcessFault.Act.FREEZE)
                    .anyMatch(fault -> isKill(fault) && fault.victim() == ProcessRole.COORDINATOR)
                    .anyMatch(fault -> isKill(fault) && fault.victim().isService())
                    .anyMatch(fault -> isKill(fault) && fault.victim().isShop());
            assertThat(lines(seed, ConnectionFault.Act.values().length))
                    .as("seed %d", seed)
                    .extracting(ConnectionFault::act)
                    .containsExactlyInAnyOrder(ConnectionFault.Act.values());
        }
    }

    @Test
    void everyVictimSuffersEverything() {
        assertThat(processes(1, 500)).extracting(ProcessFault::victim).contains(ProcessRole.values());
        assertThat(lines(1, 2_000).stream().flatMap(fault -> fault.at().stream()))
                .contains(
                        MessageType.GLOBAL_BEGIN_REQUEST,
                        MessageType.GLOBAL_COMMIT_RESPONSE,
                        MessageType.BRANCH_REGISTER_RESPONSE,
                        MessageType.BRANCH_ROLLBACK_REQUEST);
    }

    private static boolean isKill(ProcessFault fault) {
        return fault.act() == ProcessFault.Act.KILL;
    }

    private static List<ProcessFault> processes(long seed, int count) {
        return Stream.generate(new Faults(seed)::nextProcessFault).limit(count).toList();
    }

    private static List<ConnectionFault> lines(long seed, int count) {
        return Stream.generate(new Faults(seed)::nextConnectionFault)
                .limit(count)
                .toList();
    }
}
