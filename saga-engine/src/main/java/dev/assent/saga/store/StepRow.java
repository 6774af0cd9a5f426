package dev.assent.saga.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code state_inst}, its columns in the order of {@link StepMapper#COLUMNS}. */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record StepRow(
        String id,
        String instanceId,
        @Nullable Integer sequence,
        String name,
        @Nullable String type,
        @Nullable String serviceName,
        @Nullable String serviceMethod,
        @Nullable String serviceType,
        @Nullable String businessKey,
        @Nullable String compensatedFor,
        @Nullable String retriedFor,
        Instant started,
        @Nullable Instant updated,
        @Nullable Instant ended,
        @Nullable Boolean forUpdate,
        @Nullable String input,
        @Nullable String output,
        String status,
        byte @Nullable [] excep,
        @Nullable String failure,
        @Nullable Integer attempts,
        @Nullable Long branchId,
        @Nullable Integer loopIndex) {}
