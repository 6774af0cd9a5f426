package dev.assent.saga.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a machine, as {@code state_machine_inst} keeps it. Its maps and what is in them are never changed.
 *
 * @param id the xid of its global transaction; of a sub machine, and without a coordinator, 32 hexadecimal digits
 * @param machineId the id of its definition
 * @param definitionHash of the definition's text when it started; null in a row that Seata's engine wrote
 * @param parentId {@code instance:step} of the state that called it as a sub machine; null if it is not one
 * @param businessKey unique in its tenant; null if it has none
 * @param updated when it was started or an operator's command restarted it: its time-out counts from then
 * @param ended null while it runs
 * @param failure what ended it, null if nothing did
 * @param endParams null while it runs
 * @param context the variables that its expressions see, without nulls
 * @param status null only in a row that Seata's engine wrote
 * @param compensationStatus null if it never compensated
 * @param position null only in a row that Seata's engine wrote
 * @param due when the engine has to look at it again, without an answer of a service; null if it does not wait
 * @param parked why it waits for a person; null if it does not
 * @param owner the node that runs it; null if no node does
 * @param ownerEpoch grows whenever another node takes it over
 * @param revision grows by one with each transition
 */
public record Instance(
        String id,
        String machineId,
        @Nullable String definitionHash,
        String tenant,
        @Nullable String parentId,
        @Nullable String businessKey,
        Map<String, Object> startParams,
        Instant started,
        Instant updated,
        @Nullable Instant ended,
        @Nullable Failure failure,
        @Nullable Map<String, Object> endParams,
        Map<String, Object> context,
        @Nullable InstanceStatus status,
        @Nullable InstanceStatus compensationStatus,
        boolean running,
        @Nullable Position position,
        @Nullable Instant due,
        @Nullable String parked,
        @Nullable String owner,
        long ownerEpoch,
        long revision) {

    /** The same, owned by another node: the store's claim. */
    public Instance ownedBy(@Nullable String owner, long ownerEpoch) {
        return new Instance(
                id,
                machineId,
                definitionHash,
                tenant,
                parentId,
                businessKey,
                startParams,
                started,
                updated,
                ended,
                failure,
                endParams,
                context,
                status,
                compensationStatus,
                running,
                position,
                due,
                parked,
                owner,
                ownerEpoch,
                revision);
    }
}
