package dev.assent.saga.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scenarios of a folder ({@code -Dassent.saga.conformance=DIR}): statuses, states in their order, calls of the
 * coordinator and calls of services must be the ones of a Seata engine, except where {@link Deviations} says why not.
 */
final class ConformanceTest {
    private static final Logger log = LoggerFactory.getLogger(ConformanceTest.class);
    private static final String FOLDER = System.getProperty("assent.saga.conformance", "");

    @Test
    void everyScenarioEndsAsRecorded() throws IOException {
        if (FOLDER.isEmpty()) {
            log.info("skipped: no folder is given with -Dassent.saga.conformance=DIR");
            return;
        }
        Conformance conformance = Conformance.in(Path.of(FOLDER));
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, List<Expected>> file : conformance.files().entrySet()) {
            try (Replay replay = new Replay(file.getKey(), conformance.machines())) {
                replay(replay, file.getKey(), file.getValue(), wrong);
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(conformance.files()).isNotEmpty();
    }

    private static void replay(Replay replay, String file, List<Expected> scenarios, List<String> wrong) {
        int equal = 0;
        int deviating = 0;
        for (Expected scenario : scenarios) {
            List<String> differences = replay.differences(scenario);
            if (differences.isEmpty()) {
                equal++;
            } else if (Deviations.reason(scenario).isPresent()) {
                deviating++;
                log.info(
                        "{} differs: {}",
                        scenario.title(),
                        Deviations.reason(scenario).orElseThrow());
            } else {
                wrong.add(file + ": " + scenario.title() + "\n    " + String.join("\n    ", differences));
            }
        }
        log.info("{}: {} of {} scenarios equal, {} differ on purpose", file, equal, scenarios.size(), deviating);
    }
}
