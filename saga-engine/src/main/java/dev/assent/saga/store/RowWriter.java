package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes rows of instances and steps. Times are cut to ms, as the columns keep them. */
final class RowWriter {
    private static final int BUSINESS_KEY = 48;
    private static final int REASON = 1000;

    private RowWriter() {}

    static InstanceRow row(Instance instance) {
        return new InstanceRow(
                instance.id(),
                instance.machineId(),
                instance.definitionHash(),
                instance.tenant(),
                instance.parentId(),
                businessKey(instance.businessKey()),
                ValueText.of(instance.startParams()),
                millis(instance.started()),
                millis(instance.updated()),
                optional(instance.ended()),
                null,
                failure(instance.failure()),
                ValueText.of(instance.endParams()),
                ValueText.of(instance.context()),
                code(instance.status()),
                code(instance.compensationStatus()),
                instance.running(),
                instance.position() == null
                        ? null
                        : ValueText.of(instance.position().tree()),
                instance.due() == null ? null : (Long) instance.due().toEpochMilli(),
                reason(instance.parked()),
                instance.owner(),
                instance.ownerEpoch(),
                instance.revision());
    }

    static StepRow row(Step step) {
        return new StepRow(
                step.id(),
                step.instanceId(),
                step.sequence(),
                step.name(),
                step.type(),
                step.serviceName(),
                step.serviceMethod(),
                step.serviceType(),
                businessKey(step.businessKey()),
                step.compensatedFor(),
                step.retriedFor(),
                millis(step.started()),
                millis(step.updated()),
                optional(step.ended()),
                step.forUpdate(),
                ValueText.of(step.input()),
                ValueText.of(step.output()),
                step.status().code(),
                null,
                failure(step.failure()),
                step.attempts(),
                step.branchId(),
                step.loopIndex());
    }

    static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** As much of a sentence as the column {@code parked} takes. */
    static @Nullable String reason(@Nullable String sentence) {
        return sentence == null || sentence.length() <= REASON ? sentence : sentence.substring(0, REASON);
    }

    private static @Nullable Instant optional(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    private static @Nullable String failure(@Nullable Failure failure) {
        return failure == null ? null : ValueText.of(failure.tree());
    }

    private static @Nullable String code(@Nullable InstanceStatus status) {
        return status == null ? null : status.code();
    }

    private static @Nullable String businessKey(@Nullable String key) {
        if (key != null && key.length() > BUSINESS_KEY) {
            throw StoreException.of(StoreErrors.tooLong("a business key", BUSINESS_KEY, key), null);
        }
        return key;
    }
}
