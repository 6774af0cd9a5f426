package dev.assent.saga.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition of a process, as it was read and checked. Immutable.
 *
 * @param version null if it names none
 * @param comment null if it has none
 * @param recoverStrategy null if it names none; then {@link RecoverStrategy#COMPENSATE} holds
 * @param persist false: instances are in memory alone, and no transaction is begun for them
 * @param retryPersistModeUpdate whether a repeated step updates its row instead of adding one; null leaves it to the engine
 * @param compensatePersistModeUpdate whether a repeated compensation does; null leaves it to the engine
 * @param timeout how long a run may take; null leaves it to the engine
 * @param states by name, in the order of the definition
 * @param text the JSON it was read from
 * @param hash of the text: 64 hexadecimal digits of SHA-256
 */
public record Machine(
        String name,
        @Nullable String version,
        @Nullable String comment,
        String startState,
        @Nullable RecoverStrategy recoverStrategy,
        boolean persist,
        @Nullable Boolean retryPersistModeUpdate,
        @Nullable Boolean compensatePersistModeUpdate,
        @Nullable Duration timeout,
        Map<String, State> states,
        String text,
        String hash) {
    public Machine {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }
}
