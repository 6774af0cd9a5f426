package dev.assent.client;

import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks how transactions stand whose end goes on after the call, and logs one line when each has ended. At most a thousand
 * at a time, each at growing pauses for at most an hour; any thread may call.
 */
final class EndWatch {
    private static final Logger log = LoggerFactory.getLogger(AssentClient.class);
    private static final int MOST = 1000;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final CoordinatorConnection link;
    private final Duration firstPause;
    private final Set<Xid> watched = ConcurrentHashMap.newKeySet();

    /** @param firstPause before a transaction is asked for; doubles each time, up to a minute */
    EndWatch(CoordinatorConnection link, Duration firstPause) {
        this.link = link;
        this.firstPause = firstPause;
    }

    /** @param what goes on: rollback or commit */
    void watch(Xid xid, String what) {
        if (watched.size() < MOST && watched.add(xid)) {
            askAfter(firstPause, Duration.ZERO, xid, what);
        }
    }

    private void askAfter(Duration pause, Duration soFar, Xid xid, String what) {
        try {
            link.later(() -> ask(pause, soFar.plus(pause), xid, what), pause);
        } catch (RejectedExecutionException e) {
            watched.remove(xid); // this client was closed
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what hears the answer does not throw
    private void ask(Duration pause, Duration soFar, Xid xid, String what) {
        Call<GlobalStatusResponse> call = new Call<>(
                link.nextNumber(),
                new GlobalStatusRequest(xid.value(), null),
                GlobalStatusResponse.class,
                true,
                Map.of());
        call.answer.whenComplete((answer, failure) -> {
            if (answer == null || !goesOn(xid, what, answer.message().globalStatus())) {
                watched.remove(xid);
            } else if (soFar.compareTo(LONGEST) < 0) {
                Duration twice = pause.multipliedBy(2);
                askAfter(twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice, soFar, xid, what);
            } else {
                watched.remove(xid);
            }
        });
        if (!link.send(call)) {
            watched.remove(xid);
        }
    }

    private static boolean goesOn(Xid xid, String what, GlobalStatus status) {
        return switch (EndStatus.of(status)) {
            case COMMITTED -> {
                log.info("the {} of transaction {} has ended: it is committed", what, xid);
                yield false;
            }
            case ROLLED_BACK -> {
                log.info("the {} of transaction {} has ended: it is rolled back", what, xid);
                yield false;
            }
            case FORGOTTEN -> false;
            case OPEN, COMMITTING, COMMIT_FAILED, ROLLING_BACK, ROLLBACK_FAILED, UNCLEAR -> true;
        };
    }
}
