package dev.assent.saga.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code state_machine_inst}, its columns in the order of {@link InstanceMapper#COLUMNS}. */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record InstanceRow(
        String id,
        String machineId,
        @Nullable String definitionHash,
        String tenant,
        @Nullable String parentId,
        @Nullable String businessKey,
        @Nullable String startParams,
        Instant started,
        Instant updated,
        @Nullable Instant ended,
        byte @Nullable [] excep,
        @Nullable String failure,
        @Nullable String endParams,
        @Nullable String context,
        @Nullable String status,
        @Nullable String compensationStatus,
        @Nullable Boolean running,
        @Nullable String position,
        @Nullable Long due,
        @Nullable String parked,
        @Nullable String owner,
        @Nullable Long ownerEpoch,
        @Nullable Long revision) {

    long epoch() {
        return ownerEpoch == null ? 0 : ownerEpoch;
    }

    boolean runs() {
        return Boolean.TRUE.equals(running);
    }
}
