package dev.assent.seata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One thread in an application: the commands that it gets, and its answers, in order. */
final class Session {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Consumer<String> orders;

    Session(Consumer<String> orders) {
        this.orders = orders;
    }

    void hear(Answer answer) {
        answers.add(answer);
    }

    /** Does not wait for the answer. */
    Session send(String... words) {
        orders.accept(String.join("\t", words));
        return this;
    }

    boolean isQuiet() {
        return answers.isEmpty();
    }

    Answer answer() throws InterruptedException {
        Answer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("an answer within %d s", PATIENCE_SECONDS).isNotNull();
        return answer;
    }

    /** The answer to a step that must succeed. */
    String does(String... words) throws InterruptedException {
        Answer answer = send(words).answer();
        assertThat(answer.ok())
                .as("%s: %s", String.join(" ", words), answer.text())
                .isTrue();
        return answer.text();
    }

    /** The answer to a step that must fail. */
    String fails(String... words) throws InterruptedException {
        Answer answer = send(words).answer();
        assertThat(answer.ok())
                .as("%s: %s", String.join(" ", words), answer.text())
                .isFalse();
        return answer.text();
    }

    /** @return the xid */
    String begin() throws InterruptedException {
        return does("begin", "60000");
    }
}
