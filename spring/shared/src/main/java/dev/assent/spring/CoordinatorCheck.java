package dev.assent.spring;

import dev.assent.client.CoordinatorInfo;
import dev.assent.model.AssentException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the coordinator answers, in which version, and whether its clock is right. */
public final class CoordinatorCheck implements Check {
    private static final String ABOUT = "assent.coordinator";

    /** Less may be the way through the network, and is nothing that confuses a reader of two logs. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final CoordinatorClient client;
    private final String address;

    CoordinatorCheck(CoordinatorClient client, AssentProperties properties) {
        this.client = client;
        this.address = properties.address();
    }

    /** Where the coordinator is, as it was configured. */
    public String address() {
        return address;
    }

    /** Asks the coordinator, for at most the request time-out. Empty if it answers, else why not. */
    public Optional<String> trouble() {
        try {
            client.client().greet();
            return Optional.empty();
        } catch (AssentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Stream<Finding> look() {
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
            return Stream.of(Finding.problem(
                    ABOUT,
                    "The coordinator at " + address + " does not answer; start it ('./assent server'), or correct"
                            + " assent.coordinator. " + trouble.get()));
        }
        return Stream.concat(
                Stream.of(Finding.fine(ABOUT, "The coordinator at " + address + " answers.")),
                client.client().coordinator().stream()
                        .flatMap(
                                known -> Stream.of(version(known), clock(known)).flatMap(Optional::stream)));
    }

    /** Judges what a coordinator says of itself; package-private for its test. */
    static Optional<Finding> version(CoordinatorInfo coordinator) {
        String own = CoordinatorInfo.ownVersion();
        if (coordinator.assentVersion().isEmpty()) {
            return Optional.of(Finding.note(
                    ABOUT,
                    "The coordinator is a Seata server: databases are known to it by name alone, and it does not"
                            + " say why a transaction was rolled back. Use './assent server' for both."));
        }
        String other = coordinator.assentVersion().get();
        return other.equals(own)
                ? Optional.empty()
                : Optional.of(Finding.note(
                        ABOUT,
                        "The coordinator is Assent " + other + ", the client in this process is Assent " + own
                                + "; update the coordinator first, then the applications."));
    }

    static Optional<Finding> clock(CoordinatorInfo coordinator) {
        return coordinator
                .ahead()
                .filter(ahead -> ahead.abs().compareTo(CLOCKS_DIFFER) > 0)
                .map(
                        ahead -> Finding.note(
                                ABOUT,
                                "The coordinator's clock is " + ahead.abs().toSeconds() + " s "
                                        + (ahead.isNegative() ? "behind" : "ahead of")
                                        + " the clock of this process; set both by NTP."
                                        + " Time-outs are not concerned, the coordinator counts them, but the times in the two logs do not match."));
    }
}
