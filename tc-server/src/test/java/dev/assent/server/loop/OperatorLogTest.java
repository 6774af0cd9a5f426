package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Operation;
import dev.assent.server.Logged;
import org.junit.jupiter.api.Test;

/** What the log tells of operators' wishes. Apart from the others, which are run where nothing is logged, too. */
class OperatorLogTest {
    private final Scene scene = new Scene();

    @Test
    void aRefusalIsToldInItsSentence() {
        String xid = scene.assent("shop").begins();
        try (Logged log = Logged.by(Operators.class)) {
            scene.operate(xid, Operation.RETRY);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("an operator wants to retry transaction " + xid
                            + " (purchase of shop): ASN-4106: Expected transaction " + xid);
        }
    }
}
