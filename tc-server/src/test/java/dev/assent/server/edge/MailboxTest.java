package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
    private static final int SENDERS = 4;
    private static final int EACH = 20_000;

    private final Mailbox mailbox = new Mailbox();

    @Test
    void eachSendersTasksComeInItsOrderAndNoneIsLostOrComesTwice() throws Exception {
        List<List<Integer>> came = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            List<Integer> mine = new ArrayList<>();
            came.add(mine);
            senders.add(new Thread(
                    () -> IntStream.range(0, EACH).forEach(number -> mailbox.put(() -> mine.add(number)))));
        }
        senders.forEach(Thread::start);
        List<Runnable> tasks = new ArrayList<>();
        while (tasks.size() < SENDERS * EACH) {
            mailbox.takeAll(tasks); // would sleep for ever if a sender forgot to wake it
        }
        tasks.forEach(Runnable::run);
        assertThat(came)
                .allSatisfy(mine -> assertThat(mine)
                        .isEqualTo(IntStream.range(0, EACH).boxed().toList()));
        for (Thread sender : senders) {
            sender.join();
        }
    }
}
