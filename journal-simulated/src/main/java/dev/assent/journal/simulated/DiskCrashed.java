package dev.assent.journal.simulated;

/** The machine of a {@link SimulatedDisk} is off. */
public final class DiskCrashed extends RuntimeException {
    DiskCrashed(long operations) {
        super("The machine went off after %d disk operations.".formatted(operations));
    }
}
