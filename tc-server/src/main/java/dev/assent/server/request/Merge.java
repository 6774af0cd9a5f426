package dev.assent.server.request;

import dev.assent.protocol.BatchResultMessage;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.MergeResultMessage;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.protocol.Version;
import dev.assent.protocol.WaitsFor;
import dev.assent.server.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one merge, in the form that its client takes. Where the form allows it, no request of a merge waits for
 * another.
 */
final class Merge {
    private final Session session;
    private final Frame frame;
    private final List<Integer> ids;
    private final Form form;
    private final Outgoing outgoing;
    private final @Nullable Message[] answers;
    private final List<Integer> ready = new ArrayList<>();
    private int missing;

    /** @param frame in which {@code merged} came */
    Merge(Session session, Frame frame, MergedWarpMessage merged, Outgoing outgoing) {
        this.session = session;
        this.frame = frame;
        this.ids = merged.msgIds();
        this.form = Form.of(session.version(), merged);
        this.outgoing = outgoing;
        this.missing = merged.msgs().size();
        this.answers = new Message[missing];
        if (missing == 0) {
            outgoing.sendBeforeFlush(this);
        }
    }

    Responder part(int place) {
        return new Responder() {
            @Override
            public Session session() {
                return session;
            }

            @Override
            public void answer(Message answer, @Nullable String outcome) {
                answered(place, answer);
            }

            @Override
            public void answer(Message answer, @Nullable String outcome, WaitsFor unfinished) {
                answered(place, answer);
            }
        };
    }

    private void answered(int place, Message answer) {
        missing--;
        if (form == Form.EACH_ALONE && !(answer instanceof GlobalStatusResponse)) { // which no resource manager takes
            outgoing.send(session, Frame.responseToPart(frame, ids.get(place), answer), null);
            return;
        }
        answers[place] = answer;
        ready.add(place);
        if (form == Form.ALL_AT_ONCE ? missing == 0 : ready.size() == 1) {
            outgoing.sendBeforeFlush(this);
        }
    }

    void sendReady() {
        if (form == Form.ALL_AT_ONCE) {
            List<Message> all = Arrays.stream(answers).map(Merge::present).toList();
            outgoing.send(session, Frame.response(frame, new MergeResultMessage(all)), null);
            return;
        }
        List<Message> messages =
                ready.stream().map(place -> present(answers[place])).toList();
        List<Integer> theirs = ready.stream().map(ids::get).toList();
        ready.clear();
        Frame batch = Frame.response(frame, new BatchResultMessage(messages, theirs));
        outgoing.send(session, batch.with(frame.head()), null);
    }

    private static Message present(@Nullable Message answer) {
        if (answer == null) {
            throw new IllegalStateException("Expected every request of a merge to be answered once");
        }
        return answer;
    }

    /**
     * A connection gets only one of the two forms that name the requests, because clients lose answers if both are
     * used.
     */
    private enum Form {
        /** In the order of the requests, when the slowest is done: all that a client before 1.5 understands. */
        ALL_AT_ONCE,
        /** The answers that are ready, by the ids of their requests. */
        AS_THEY_COME,
        /** Each in a frame of its own. */
        EACH_ALONE;

        static Form of(Version client, MergedWarpMessage merged) {
            if (merged.msgIds().size() < merged.msgs().size() || !client.understandsBatchResult()) {
                return ALL_AT_ONCE;
            }
            return client.understandsIndividualAnswers() ? EACH_ALONE : AS_THEY_COME;
        }
    }
}
