package dev.assent.saga.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code state_machine_def}, its columns in the order of {@link DefinitionMapper#COLUMNS}. */
record DefinitionRow(
        String id,
        String name,
        String tenant,
        String version,
        @Nullable String comment,
        @Nullable String recoverStrategy,
        @Nullable String content,
        @Nullable String hash,
        Instant created) {}
