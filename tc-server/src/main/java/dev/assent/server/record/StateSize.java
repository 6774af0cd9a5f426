package dev.assent.server.record;

import dev.assent.core.Coordinator;
import dev.assent.journal.RecordConsumer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How much memory the state of a log takes, counted share by share in a heap that is too small for all of it. */
public final class StateSize {
    private static final int FIRST_SHARES = 4;
    private static final int MOST_SHARES = 4096;

    private StateSize() {}

    /**
     * Reads the log once for each share.
     *
     * @param empty makes a coordinator that knows nothing
     * @param most about how many bytes of memory one share may take
     * @param log hands all its records, in order, to what it is given
     * @return bytes, by the coordinator's own sizes
     */
    public static long of(Supplier<Coordinator> empty, long most, Consumer<RecordConsumer> log) {
        int shares = FIRST_SHARES;
        while (true) {
            try {
                long bytes = 0;
                for (int share = 0; share < shares; share++) {
                    bytes += ofShare(empty.get(), share, shares, shares < MOST_SHARES ? most : Long.MAX_VALUE, log);
                }
                return bytes;
            } catch (StateShare.TooLarge e) {
                shares *= 2;
            }
        }
    }

    private static long ofShare(Coordinator share, int number, int of, long most, Consumer<RecordConsumer> log) {
        Endings unwritten = new Endings(Duration.ofHours(1));
        StateShare part = new StateShare(share, number, of, most, unwritten, needed -> {});
        log.accept(part::replay);
        return share.memory();
    }
}
