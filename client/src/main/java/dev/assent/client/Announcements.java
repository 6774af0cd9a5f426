package dev.assent.client;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names each database to the coordinator on a new connection, and again after a pause if the coordinator refuses it: outcomes
 * for branches that are open in the database must come here, though there may be no new work in which it would be named.
 * Belongs to the event loop.
 */
final class Announcements {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    /** The pauses grow to this many times the first. */
    private static final int GROWTH = 150;

    private final CoordinatorConnection link;
    private final Resources resources;
    private final String clientId;
    private final Duration firstPause;
    private final BiConsumer<Runnable, Duration> later;
    private final Map<Integer, Announcement> unanswered = new LinkedHashMap<>();

    /**
     * @param firstPause after the first refusal; doubles with each further one
     * @param later runs a task on the event loop after a pause
     */
    Announcements(
            CoordinatorConnection link,
            Resources resources,
            String clientId,
            Duration firstPause,
            BiConsumer<Runnable, Duration> later) {
        this.link = link;
        this.resources = resources;
        this.clientId = clientId;
        this.firstPause = firstPause;
        this.later = later;
    }

    /** Written, not flushed. */
    void say(Session to, String resourceId, DatabaseMark mark) {
        Backoff pauses = new Backoff(firstPause, firstPause.multipliedBy(GROWTH), new SplittableRandom());
        say(new Announcement(to, resourceId, mark, pauses));
    }

    private void say(Announcement what) {
        int id = link.nextFrameId();
        unanswered.values().removeIf(other -> !other.to.isOpen());
        unanswered.put(id, what);
        // with this client's id: to the coordinator a client that was accepted once is no newcomer
        what.to.write(link.introduction()
                .markedResource(id, what.resourceId, what.mark)
                .with(new ClientRequest(clientId, id).head()));
    }

    /** What the coordinator has answered; anything but an answer to an announcement is ignored. */
    void answered(Frame frame, Message body) {
        if (!(body instanceof RegisterRMResponse answer)) {
            return;
        }
        Announcement what = unanswered.remove(frame.requestId());
        if (what == null || answer.identified()) {
            return;
        }
        Duration pause = what.pauses.next();
        log.warn(
                "the coordinator does not take {} for the database marked {} ({}); outcomes of its branches wait until it"
                        + " does, and it is asked again in {} ms",
                what.resourceId,
                what.mark,
                frame.head().getOrDefault(Extensions.REASON, "it gave no reason"),
                pause.toMillis());
        later.accept(() -> sayAgain(what), pause);
    }

    private void sayAgain(Announcement what) {
        if (what.to.isOpen() && what.mark.equals(resources.marks().get(what.resourceId))) {
            say(what);
            what.to.flush();
        }
    }

    private record Announcement(Session to, String resourceId, DatabaseMark mark, Backoff pauses) {}
}
