package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EndingCodeTest {
    @Test
    void everyEndingHasACodeOfItsOwn() {
        List<Ending> endings = Arrays.stream(Outcome.values())
                .flatMap(outcome -> Arrays.stream(Cause.values())
                        .flatMap(cause -> Stream.of(
                                new Ending(outcome, cause, false, false),
                                new Ending(outcome, cause, true, false),
                                new Ending(outcome, cause, false, true))))
                .toList();

        assertThat(endings).allSatisfy(ending -> {
            assertThat(EndingCode.encode(ending)).as("0 is nothing").isPositive();
            assertThat(EndingCode.decode(EndingCode.encode(ending))).isEqualTo(ending);
        });
        assertThat(endings.stream().map(EndingCode::encode)).doesNotHaveDuplicates();
    }
}
