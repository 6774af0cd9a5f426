package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.LockRetrySettings;
import dev.assent.model.AssentException.NotAllowed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TransactionOptionsTest {
    @Test
    void theAnnotationHasSeatasAttributesAndDefaults() throws Exception {
        assertThat(Arrays.stream(GlobalTransactional.class.getDeclaredMethods())
                        .map(method -> method.getName() + "=" + shown(method.getDefaultValue())))
                .containsExactlyInAnyOrder(
                        "timeoutMills=60000",
                        "name=",
                        "rollbackFor=[]",
                        "rollbackForClassName=[]",
                        "noRollbackFor=[]",
                        "noRollbackForClassName=[]",
                        "propagation=REQUIRED",
                        "lockRetryInterval=0",
                        "lockRetryTimes=-1",
                        "lockStrategyMode=PESSIMISTIC");
        assertThat(of("plain")).isEqualTo(TransactionOptions.named(""));
    }

    @Test
    void theAnnotationBecomesOptions() throws Exception {
        assertThat(of("special"))
                .isEqualTo(new TransactionOptions(
                        "buy",
                        Duration.ofSeconds(5),
                        Propagation.REQUIRES_NEW,
                        new RollbackRules(
                                List.of(FileNotFoundException.class),
                                List.of("Money"),
                                List.of(IOException.class),
                                List.of("Receipt")),
                        new LockRetrySettings(null, 3)));
    }

    @Test
    void theNearestRuleWinsAndRollbackAtADraw() {
        RollbackRules rules = new RollbackRules(
                List.of(FileNotFoundException.class), List.of(), List.of(IOException.class), List.of("IllegalState"));

        assertThat(rules.rollsBackOn(new FileNotFoundException())).isTrue();
        assertThat(rules.rollsBackOn(new IOException())).isFalse();
        assertThat(rules.rollsBackOn(new IllegalStateException())).isFalse();
        assertThat(rules.rollsBackOn(new Error())).as("no rule says otherwise").isTrue();
        assertThat(new RollbackRules(List.of(IOException.class), List.of(), List.of(), List.of("java.io."))
                        .rollsBackOn(new IOException()))
                .as("a draw")
                .isTrue();
        assertThat(RollbackRules.ALWAYS.rollsBackOn(new Error())).isTrue();
    }

    @Test
    void aTimeoutThatTheWireCannotCarryIsRefused() {
        TransactionOptions options = TransactionOptions.named("buy");

        assertThatThrownBy(() -> options.withTimeout(Duration.ZERO))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4451: Expected the timeout of transaction 'buy' to lie between 1 and 2147483647 ms,"
                        + " but it is 0 ms.");
        assertThatThrownBy(() -> options.withTimeout(Duration.ofDays(25))).isInstanceOf(NotAllowed.class);
        assertThat(options.withTimeout(Duration.ofDays(24)).timeout()).isEqualTo(Duration.ofDays(24));
    }

    private static TransactionOptions of(String method) throws NoSuchMethodException {
        return TransactionOptions.of(Objects.requireNonNull(
                Annotated.class.getDeclaredMethod(method).getAnnotation(GlobalTransactional.class)));
    }

    private static String shown(Object value) {
        return value instanceof Object[] array ? Arrays.toString(array) : value.toString();
    }

    interface Annotated {
        @GlobalTransactional
        void plain();

        @GlobalTransactional(
                name = "buy",
                timeoutMills = 5_000,
                propagation = Propagation.REQUIRES_NEW,
                rollbackFor = FileNotFoundException.class,
                rollbackForClassName = "Money",
                noRollbackFor = IOException.class,
                noRollbackForClassName = "Receipt",
                lockRetryTimes = 3)
        void special();
    }
}
