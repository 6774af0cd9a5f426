package dev.assent.spring;

import dev.assent.client.Transactions;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which xids of requests this application works for: the xids of its own coordinator. What a coordinator calls itself may
 * differ from the address that clients dial, so it is asked once, by beginning a transaction and ending it. Safe for many
 * threads.
 */
public final class IncomingXids {
    private static final Logger log = LoggerFactory.getLogger(IncomingXids.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(10);

    private final AssentProperties.Accept accept;
    private final Set<String> configured;
    private final Transactions coordinator;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer answer;

    /** What the coordinator calls itself, and when it said so. */
    private record Answer(String address, long nanos) {}

    IncomingXids(AssentProperties properties, Transactions coordinator) {
        this(properties, coordinator, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock */
    IncomingXids(AssentProperties properties, Transactions coordinator, LongSupplier nanoTime) {
        this.accept = properties.propagation().accept();
        this.configured = properties.acceptedAddresses();
        this.coordinator = coordinator;
        this.nanoTime = nanoTime;
    }

    /**
     * The xid that a request is to work for. May ask the coordinator, and then blocks.
     *
     * @param header the value of the header; null or blank if there is none
     * @return empty if there is none, or if this application accepts none
     * @throws AssentException.NotAllowed if it is not an xid of the configured coordinator. The request must not run then:
     *     its changes would stay when the transaction of its caller is rolled back
     * @throws AssentException.TryAgain if the coordinator had to be asked and cannot be reached
     */
    public Optional<Xid> accepted(@Nullable String header) {
        if (accept == AssentProperties.Accept.NONE || header == null || header.isBlank()) {
            return Optional.empty();
        }
        Xid xid;
        try {
            xid = new Xid(header.strip());
        } catch (IllegalArgumentException e) {
            throw SpringErrors.foreignXid(header, String.join(", ", configured));
        }
        if (!configured.contains(xid.address()) && !xid.isOf(nameOfCoordinator(xid))) {
            throw SpringErrors.foreignXid(header, String.join(", ", configured));
        }
        return Optional.of(xid);
    }

    private String nameOfCoordinator(Xid xid) {
        Answer known = answer;
        if (known != null && (xid.isOf(known.address) || isFresh(known))) {
            return known.address;
        }
        asking.lock();
        try {
            known = answer;
            if (known != null && isFresh(known)) {
                return known.address;
            }
            Xid own = coordinator.begin("what the coordinator calls itself", Duration.ofSeconds(10));
            answer = new Answer(own.address(), nanoTime.getAsLong());
            log.info("the coordinator calls itself {}; xids of requests that begin so are accepted", own.address());
            end(own);
            return own.address();
        } finally {
            asking.unlock();
        }
    }

    private void end(Xid own) {
        try {
            coordinator.rollback(own);
        } catch (AssentException e) {
            log.debug("transaction {} ends by its time-out: {}", own, e.getMessage());
        }
    }

    private boolean isFresh(Answer known) {
        return nanoTime.getAsLong() - known.nanos < BETWEEN_QUESTIONS.toNanos();
    }
}
