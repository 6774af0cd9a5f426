package dev.assent.server.loop;

import dev.assent.protocol.MergeResultMessage;
import dev.assent.protocol.Message;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the answers to a merge: one message with all of them, in the order of the requests. */
final class Merge {
    private final Session session;
    private final @Nullable Message[] answers;
    private final Consumer<Message> whole;
    private int missing;

    Merge(Session session, int size, Consumer<Message> whole) {
        this.session = session;
        this.answers = new Message[size];
        this.missing = size;
        this.whole = whole;
        if (size == 0) {
            whole.accept(new MergeResultMessage(List.of()));
        }
    }

    Asker part(int place) {
        return new Asker() {
            @Override
            public Session session() {
                return session;
            }

            @Override
            public void answer(Message answer, @Nullable String outcome) {
                answers[place] = answer;
                if (--missing == 0) {
                    whole.accept(new MergeResultMessage(
                            Arrays.stream(answers).map(Merge::present).toList()));
                }
            }
        };
    }

    private static Message present(@Nullable Message answer) {
        if (answer == null) {
            throw new IllegalStateException("Expected every request of a merge to be answered once");
        }
        return answer;
    }
}
