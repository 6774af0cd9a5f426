package dev.assent.spring;

import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the coordinator answers. */
public final class CoordinatorCheck implements Check {
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
            client.status(Xid.of(address, 1)); // any answer will do, also that it is not known
            return Optional.empty();
        } catch (AssentException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Stream<Finding> look() {
        return Stream.of(trouble()
                .map(why -> Finding.problem(
                        "assent.coordinator",
                        "The coordinator at " + address + " does not answer; start it ('assent server'), or correct"
                                + " assent.coordinator. " + why))
                .orElseGet(() -> Finding.fine("assent.coordinator", "The coordinator at " + address + " answers.")));
    }
}
