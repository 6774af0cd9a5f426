package dev.assent.testkit;

import dev.assent.testkit.Wire.Parcel;
import dev.assent.testkit.Wire.Rule;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * The network between the services of a test and their coordinator. A fault happens to the next message of its kind, once;
 * {@link Fault} says how to have it more often, or for one service alone. Safe for many threads.
 *
 * <p>A service that waits for a message that does not come waits by the test's clock. Where nothing but that clock could end
 * the wait, it ends at once, as if the time of the request were over.
 */
public final class TestNetwork {
    private final Wire wire;
    private final AssentKit kit;

    TestNetwork(Wire wire, AssentKit kit) {
        this.wire = wire;
        this.kit = kit;
    }

    /** The message is lost; the connection stays. */
    public Fault drop(Message message) {
        return add(message, true, message + " to be lost", (parcel, carrier) -> {});
    }

    /** The message arrives and is carried out, and its answer is lost; the connection stays. */
    public Fault dropAnswer(Message message) {
        return add(message, false, "the answer to " + message + " to be lost", (parcel, carrier) -> {});
    }

    /** The message arrives twice. */
    public Fault duplicate(Message message) {
        return add(message, true, message + " to arrive twice", (parcel, carrier) -> {
            carrier.deliver(parcel);
            carrier.deliver(parcel);
        });
    }

    /** The answer arrives twice. */
    public Fault duplicateAnswer(Message message) {
        return add(message, false, "the answer to " + message + " to arrive twice", (parcel, carrier) -> {
            carrier.deliver(parcel);
            carrier.deliver(parcel);
        });
    }

    /**
     * The message arrives when the test's clock has moved that far; never, if its connection is closed before.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the delay is negative
     */
    public Fault delay(Message message, Duration delay) {
        Duration by = TestClock.forwards(delay);
        return add(message, true, message + " to arrive after " + by, (parcel, carrier) -> carrier.later(parcel, by));
    }

    /** As {@link #delay}, for the answer. */
    public Fault delayAnswer(Message message, Duration delay) {
        Duration by = TestClock.forwards(delay);
        return add(
                message,
                false,
                "the answer to " + message + " to arrive after " + by,
                (parcel, carrier) -> carrier.later(parcel, by));
    }

    /** The connection breaks in the place of the message. The client connects again, and sends what has no answer again. */
    public Fault cut(Message message) {
        return add(
                message,
                true,
                "the connection to break in the place of " + message,
                (parcel, carrier) -> parcel.line().cut());
    }

    /** The message is carried out, and the connection breaks in the place of its answer. */
    public Fault cutAnswer(Message message) {
        return add(
                message,
                false,
                "the connection to break in the place of the answer to " + message,
                (parcel, carrier) -> parcel.line().cut());
    }

    private Fault add(Message message, boolean request, String what, BiConsumer<Parcel, Wire> effect) {
        Fault fault = kit.asked(new Fault(what));
        wire.add(new Rule(fault, parcel -> parcel.request() == request && message.is(parcel.about()), effect));
        return fault;
    }
}
